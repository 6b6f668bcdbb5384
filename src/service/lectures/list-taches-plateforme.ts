import type { Habilitation } from "#acces/lectures/habilitation/ports.ts";
import { etatHabilitation, expiresSoon } from "#acces/regles/habilitation/echeances.ts";
import type { SaisieSuivie } from "#donnees/lectures/droit/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { isAdministrateur } from "#socle/regles/habilitation/peut.ts";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";

const PAGE = "/plateforme/habilitations";

/** Tasks of the platform's administrators: territories without a manager, managers and administrators whose right ends soon. */
export async function listTachesPlateforme(base: Base, { aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (!isAdministrateur(base.acteur)) return [];
  const [territoires, habilitations, saisies] = await Promise.all([
    base.territoires.list(),
    base.habilitations.listGestionnaires(),
    base.droit.saisies(),
  ]);
  const geres = new Set(
    habilitations
      .filter((one) => one.role === "gestionnaire-epci" && etatHabilitation(one, aujourdhui) === "en-vigueur")
      .map(({ epci }) => epci),
  );
  const noms = new Map(territoires.map(({ epci, nom }) => [epci, nom]));
  return [
    ...territoires.filter(({ epci }) => !geres.has(epci)).map(sayTerritoire),
    ...saisies.filter(({ etat, compte }) => etat === "a-confirmer" && compte !== base.acteur.compte).map(saySaisie),
    ...habilitations
      .filter((one) => expiresSoon(one, aujourdhui) && !isFollowed(one, habilitations))
      .map((one) => sayExpire(one, one.epci === null ? null : (noms.get(one.epci) ?? one.epci))),
  ];
}

/** Does another line of the same person and right begin in time? */
function isFollowed({ compte, role, epci, fin }: Habilitation, toutes: readonly Habilitation[]): boolean {
  return toutes.some(
    (other) =>
      other.compte.id === compte.id &&
      other.role === role &&
      other.epci === epci &&
      other.fin > fin &&
      other.revoqueeLe === null,
  );
}

function sayTerritoire({ epci, nom }: Territoire): Tache {
  return {
    code: "territoire-sans-gestionnaire",
    titre: `${nom} : personne n’en gère les habilitations`,
    pourquoi: "Sans cette personne, nul ne peut y être habilité : nommez-la.",
    action: "Nommer",
    chemin: cheminOf(`${PAGE}/accorder`, { territoire: epci }),
    echeance: null,
  };
}

/** For the other administrators: the author may not confirm. */
function saySaisie({ id, auteur }: SaisieSuivie): Tache {
  return {
    code: "droit-a-confirmer",
    titre: `Valeur du droit n° ${id}, saisie par ${auteur}`,
    pourquoi: "Elle n’est appliquée qu’une fois confirmée par une seconde personne.",
    action: "Lire et confirmer",
    chemin: cheminOf("/plateforme/droit", {}),
    echeance: null,
  };
}

function sayExpire({ id, role, fin, compte }: Habilitation, territoire: string | null): Tache {
  return {
    code: "gestionnaire-expire",
    titre: `${LIBELLE_ROLE[role]} : l’habilitation de ${compte.prenom} ${compte.nom} prend fin le ${formatJour(fin)}`,
    pourquoi: `${territoire ?? "Toute la plateforme"}. Renouvelez-la, ou nommez quelqu’un d’autre avant.`,
    action: "Renouveler",
    chemin: `${PAGE}/${id}`,
    echeance: fin,
  };
}
