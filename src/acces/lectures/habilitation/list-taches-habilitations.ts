import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { expiresSoon } from "../../regles/habilitation/echeances.ts";
import { type ListeHabilitations, listHabilitations } from "./liste.ts";
import type { Habilitation } from "./ports.ts";

/** Rights that end soon: the actor's own, and for who grants them all rights and the dormant accounts. */
export async function listTachesHabilitations(base: Base, question: QuestionTaches): Promise<readonly Tache[]> {
  const { epci, aujourdhui, maintenant } = question;
  const gere = peutPartout(base.acteur, "habilitation", "creer", epci);
  const horloge = { aujourdhui: () => aujourdhui, maintenant: () => maintenant };
  const [siennes, liste] = await Promise.all([
    base.acteur.compte === null ? [] : base.habilitations.mine(aujourdhui),
    gere ? listHabilitations({ base, horloge }, epci, { vue: "expire", role: null, organisation: null }) : null,
  ]);
  const miennes = siennes.filter((one) => one.epci === epci && expiresSoon(one, aujourdhui));
  return [
    ...miennes.map((habilitation) => sayMienne(habilitation, gere)),
    ...(liste ? [...sayExpirent(liste), ...sayDormants(liste)] : []),
  ];
}

function sayMienne({ role, fin, organisation }: Habilitation, gere: boolean): Tache {
  const aQui = gere
    ? "Nul ne renouvelle la sienne : demandez-le à un autre gestionnaire, ou à la plateforme."
    : "Demandez son renouvellement à la personne qui gère les habilitations de l’EPCI.";
  return {
    code: "mon-habilitation-expire",
    titre: `Votre habilitation « ${LIBELLE_ROLE[role]} » prend fin le ${formatJour(fin)}`,
    pourquoi: `Pour ${organisation.nom}. ${aQui}`,
    action: "Mon compte",
    chemin: "/mon-compte",
    echeance: fin,
  };
}

function sayExpirent({ expirent, joursExpiration, groupes }: ListeHabilitations): Tache[] {
  if (expirent === 0) return [];
  return [
    {
      code: "habilitations-expirent",
      titre: `${formatCompte(expirent, "habilitation prend fin", "habilitations prennent fin")} dans les ${joursExpiration} jours`,
      pourquoi: "Renouvelez celles qui servent encore : les autres s’éteignent d’elles-mêmes.",
      action: "Renouveler",
      chemin: cheminOf("habilitations", { vue: "expire" }),
      echeance: firstJour(groupes.flatMap(({ habilitations }) => habilitations.map(({ fin }) => fin))),
    },
  ];
}

function sayDormants({ dormants, joursInactivite }: ListeHabilitations): Tache[] {
  if (dormants === 0) return [];
  return [
    {
      code: "habilitations-dormantes",
      titre: `${formatCompte(dormants, "habilitation dormante", "habilitations dormantes")} à revoir`,
      pourquoi: `Ces personnes ne sont jamais venues, ou pas depuis ${joursInactivite} jours : retirez ce qui ne sert plus.`,
      action: "Passer en revue",
      chemin: "habilitations/dormants",
      echeance: null,
    },
  ];
}
