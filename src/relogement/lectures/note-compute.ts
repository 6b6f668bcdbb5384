import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { LIBELLE_DECISION_COMITE, LIBELLE_MOTIF_BLOCAGE } from "../regles/comite.ts";
import { CLOTURES } from "../regles/etat.ts";
import { countedOffres, refusees } from "../regles/regle-offre.ts";
import type { CharteImmeuble } from "./charte.ts";
import { readCharte } from "./charte-lecture.ts";
import type { CasComite, DecisionNote, NoteComite } from "./note.ts";
import { sayDemandes, sayMouvements } from "./note-phrases.ts";
import type { DossierRelogement } from "./ports.ts";
import type { Suivi } from "./suivi.ts";
import { suiviRelogement } from "./suivi-compute.ts";
import { readConfiees } from "./suivi-couverture.ts";

export type QuestionNote = {
  readonly epci: string;
  readonly jour: string;
  /** ISO day; null: the last day on which the comité decided. */
  readonly depuis: string | null;
};

/** Throws `territoire-inconnu`. */
export async function computeNote(base: Base, { epci, jour, depuis }: QuestionNote): Promise<NoteComite> {
  const [territoire, suivi, dossiers, confiees] = await Promise.all([
    base.territoires.find(epci),
    suiviRelogement(base, { epci, jour }),
    base.relogements.list(epci),
    readConfiees(base, epci, jour),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const since = depuis ?? lastComite(dossiers, jour);
  const chartes = await Promise.all(
    suivi.immeubles.flatMap(({ operation, nom, compteur, couverture }) =>
      compteur === null || couverture !== "tout"
        ? []
        : [
            readImmeuble(base, epci, {
              operation,
              nom,
              compteur,
              ecrire: confiees.has(operation),
              dossiers: dossiers.filter((dossier) => dossier.operation === operation),
            }),
          ],
    ),
  );
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    jour,
    depuis: since,
    suivi,
    mouvements: sayMouvements(dossiers, since, jour),
    deuxRefus: listDeuxRefus(dossiers),
    bloques: listBloques(dossiers),
    decisions: listDecisions(dossiers, since),
    demandes: sayDemandes({ dossiers, suivi, chartes, jour }),
    chartes,
  };
}

function lastComite(dossiers: readonly DossierRelogement[], jour: string): string | null {
  const days = dossiers.flatMap(({ decisions }) => decisions.map(({ le }) => le)).filter((le) => le <= jour);
  return days.toSorted().at(-1) ?? null;
}

type Immeuble = {
  readonly operation: number;
  readonly nom: string;
  readonly compteur: NonNullable<Suivi["ensemble"]>;
  readonly ecrire: boolean;
  readonly dossiers: readonly DossierRelogement[];
};

async function readImmeuble(base: Base, epci: string, immeuble: Immeuble): Promise<CharteImmeuble> {
  const { operation, nom, compteur, ecrire, dossiers } = immeuble;
  const ecrits = await base.relogements.charte(epci, operation);
  return { operation, nom, ecrire, points: readCharte(compteur, dossiers, ecrits) };
}

function casOf({ id, reference, operationNom }: DossierRelogement, fait: string): CasComite {
  return { relogement: id, reference, immeuble: operationNom, fait };
}

function listDeuxRefus(dossiers: readonly DossierRelogement[]): readonly CasComite[] {
  return dossiers
    .filter(({ etat, offres }) => !CLOTURES.includes(etat) && refusees(offres).length >= 2)
    .map((dossier) => {
      const { offres } = dossier;
      const [refus, faites] = [refusees(offres).length, countedOffres(offres).length];
      return casOf(dossier, `${formatCompte(refus, "refus", "refus")} sur ${formatCompte(faites, "offre")}`);
    });
}

function listBloques(dossiers: readonly DossierRelogement[]): readonly CasComite[] {
  return dossiers
    .filter(({ etat }) => etat === "bloque")
    .map((dossier) => {
      const { blocage, etatDepuis } = dossier;
      const motif = blocage ? LIBELLE_MOTIF_BLOCAGE[blocage.motif] : "Motif non enregistré";
      return casOf(dossier, `${motif}, depuis le ${formatJour(blocage?.ouvertLe ?? etatDepuis)}`);
    });
}

function listDecisions(dossiers: readonly DossierRelogement[], depuis: string | null): readonly DecisionNote[] {
  return dossiers
    .flatMap((dossier) =>
      dossier.decisions
        .filter(({ le }) => depuis === null || le >= depuis)
        .map(({ objet, le }) => ({ ...casOf(dossier, LIBELLE_DECISION_COMITE[objet]), objet, le })),
    )
    .toSorted((a, b) => a.le.localeCompare(b.le) || a.reference.localeCompare(b.reference));
}
