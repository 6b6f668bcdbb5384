import { computePublics } from "#bilan/lectures/public-prioritaire/compute-publics.ts";
import type { ConstatQuart, PublicsPrioritaires } from "#bilan/lectures/public-prioritaire/publics.ts";
import type { Rapport } from "#bilan/lectures/rapport/ports.ts";
import { EFFECTIF_STATUT } from "#observatoire/regles/diffusion/statut-objectif.ts";
import type { Base } from "#socle/lectures/base.ts";
import {
  formatBornes,
  formatCompte,
  formatEntre,
  formatFraction,
  formatJour,
  formatMesure,
  formatNombre,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { absente, contenu, juge, type Lecteur, type PartieLue, tableau, texte } from "./contenu.ts";
import type { TableauEvaluation } from "./evaluation.ts";

export const lirePublics: Lecteur = async (base, { epci, rapports, aujourdhui }) => {
  const parties: PartieLue[] = [];
  for (const rapport of rapports) parties.push(partieOf(await readPublics(base, epci, rapport, aujourdhui)));
  const all = (version: keyof PartieLue) => ({
    lue: parties.some((partie) => partie[version].lue),
    phrases: parties.flatMap((partie) => partie[version].phrases),
    tableaux: parties.flatMap((partie) => partie[version].tableaux),
  });
  return { interne: all("interne"), publique: all("publique") };
};

/** `depuis`: ISO day of the reading; null: frozen with the report. */
type PublicsLus = { readonly publics: PublicsPrioritaires; readonly depuis: string | null };

async function readPublics(base: Base, epci: string, rapport: Rapport, aujourdhui: string): Promise<PublicsLus> {
  const frozen = rapport.annexes["publics-prioritaires"];
  if (frozen) return { publics: frozen, depuis: null };
  const publics = await computePublics(base, { epci, annee: rapport.annee, bailleur: null }, aujourdhui);
  return { publics, depuis: aujourdhui };
}

function partieOf({ publics, depuis }: PublicsLus): PartieLue {
  const { annee, total, dalo, travailleurs, contingentInconnu } = publics;
  if (total === 0) {
    const rien = absente(`Aucun bail publié pour ${annee} : les publics prioritaires ne sont pas connus.`);
    return { interne: rien, publique: rien };
  }
  const lus =
    depuis === null
      ? []
      : [
          `Lu le ${formatJour(depuis)} dans les fichiers publiés : le rapport figé de ${annee} ne porte pas cette partie.`,
        ];
  const constats = [...publics.reservataires, ...publics.sansTest, ...publics.nonReserves];
  return {
    interne: contenu(
      [
        ...lus,
        ...publics.reponse,
        dalo.phrase,
        ...(dalo.objectifs ?? []).map(({ phrase }) => phrase),
        travailleurs.phrase,
        ...(contingentInconnu ? [contingentInconnu.phrase] : []),
      ],
      [tableauConstats(annee, constats)],
    ),
    publique: publiqueOf(publics),
  };
}

function tableauConstats(annee: number, constats: readonly ConstatQuart[]): TableauEvaluation {
  return tableau(
    `Réservataires et logements non réservés, ${annee}`,
    [
      "Réservataire ou bailleur",
      { nombre: "DALO ou prioritaires" },
      { nombre: "Part" },
      { nombre: "Part possible" },
      "Part à atteindre",
      { nombre: "Statuts inconnus" },
    ],
    constats.map((constat) => [
      texte(constat.bailleur === null ? constat.nom : `${constat.nom}, logements non réservés`),
      texte(countedOf(constat)),
      texte(formatMesure(constat)),
      texte(constat.bornes === null ? LIBELLE_MANQUE["sans-objet"] : formatBornes(constat.bornes)),
      plancherOf(constat),
      texte(formatNombre(constat.indecis)),
    ]),
  );
}

/** « aucun » and 0 are only said of what is known. */
function countedOf({ assiette, realise, indecis, bornes }: ConstatQuart): string {
  if (assiette === 0) return bornes === null ? "aucun bail" : LIBELLE_MANQUE.inconnu;
  if (realise > 0 || indecis === 0) return formatFraction(realise, assiette);
  return `${formatEntre([0, indecis])} sur ${formatNombre(assiette)}`;
}

function plancherOf({ plancher, attendu, manque, verdict }: ConstatQuart) {
  if (plancher === null || attendu === null) return texte("aucune part");
  const reste = verdict === "non-atteint" && manque !== null ? `, il manque ${formatNombre(manque)}` : "";
  const sur = plancher.confiance === "B" ? " (à confirmer)" : "";
  return juge(`${formatTauxCourt(plancher.taux)}${sur} : ${formatCompte(attendu, "attendu")}${reste}`, verdict);
}

/** Public form: a verdict for each réservataire with enough leases; their counts are in no release, hence not audited. */
function publiqueOf({ annee, reservataires }: PublicsPrioritaires): PartieLue["publique"] {
  const dits = reservataires.filter(({ assiette }) => assiette >= EFFECTIF_STATUT);
  if (dits.length === 0) {
    return absente(
      `Publics prioritaires, ${annee} : trop peu de baux par réservataire pour qu’un résultat soit publié.`,
    );
  }
  return contenu(
    dits.map(
      ({ nom, verdict }) =>
        `${nom}, ${annee}, baux à des ménages DALO ou prioritaires : ${LIBELLE_VERDICT[verdict].toLowerCase()}.`,
    ),
  );
}
