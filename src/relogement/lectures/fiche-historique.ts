import { LIBELLE_DECISION_COMITE, LIBELLE_MOTIF_BLOCAGE } from "../regles/comite.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { LIBELLE_MOTIF_REFUS_OFFRE } from "../regles/offre.ts";
import type { Evenement } from "./fiche.ts";
import { nameOffre } from "./fiche-alertes.ts";
import type { DossierRelogement, Entretien, ModeEntretien } from "./ports.ts";

const MODE: Readonly<Record<ModeEntretien, string>> = {
  domicile: "au domicile",
  permanence: "à la permanence",
  telephone: "par téléphone",
  autre: "par un autre moyen",
};

/** Dated events, the latest first. Interviews are absent for a reader who may not read them. Pure. */
export function sayHistorique(dossier: DossierRelogement, entretiens: readonly Entretien[]): readonly Evenement[] {
  const events = [
    ...entretiens.map(({ le, mode, texte }) => ({ le, phrase: `Entretien ${MODE[mode]}`, texte })),
    ...dossier.offres.flatMap((offre) => ofOffre(dossier, offre)),
    ...dossier.decisions.map(({ le, objet, motif }) => ({
      le,
      texte: motif,
      phrase: `Comité de suivi : ${LIBELLE_DECISION_COMITE[objet].toLowerCase()}`,
    })),
    ...(dossier.blocage
      ? [
          {
            le: dossier.blocage.ouvertLe,
            phrase: `Situation bloquée : ${LIBELLE_MOTIF_BLOCAGE[dossier.blocage.motif].toLowerCase()}`,
            texte: null,
          },
        ]
      : []),
    {
      le: dossier.etatDepuis,
      phrase: `État : ${LIBELLE_ETAT_RELOGEMENT[dossier.etat].toLowerCase()}`,
      texte: null,
    },
  ];
  // The sort keeps the order of entry between events of one day, and the reversal puts the last one first.
  return events.toSorted((a, b) => a.le.localeCompare(b.le)).toReversed();
}

function ofOffre(dossier: DossierRelogement, offre: DossierRelogement["offres"][number]): readonly Evenement[] {
  const { logement, reponduLe, visiteeLe, bailSigneLe, motifRefus } = offre;
  const quoi = nameOffre(dossier, offre);
  const dite = { attendue: "", acceptee: "acceptée", refusee: "refusée", retiree: "retirée" }[offre.reponse];
  const motif = motifRefus ? `, ${LIBELLE_MOTIF_REFUS_OFFRE[motifRefus].toLowerCase()}` : "";
  return [
    { le: offre.proposeeLe, phrase: `${quoi} proposée : ${logement.adresse}`, texte: null },
    ...(visiteeLe ? [{ le: visiteeLe, phrase: `${quoi} visitée`, texte: null }] : []),
    ...(reponduLe ? [{ le: reponduLe, phrase: `${quoi} ${dite}${motif}`, texte: offre.precision }] : []),
    ...(bailSigneLe ? [{ le: bailSigneLe, phrase: `${quoi} : bail signé`, texte: null }] : []),
  ];
}
