import { MOTIFS_REFUS_MENAGE } from "#dossier/regles/proposition/proposition.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, choixOuVide, jour, relu, texteLibre, texteOuVide } from "#socle/routes/champs.ts";
import { defineActe, type Lieu } from "#socle/routes/page-actes.ts";
import { signerBailAttribue } from "../../actes/bail/signer-bail.ts";
import { designerCandidat, findCandidature, retirerCandidat } from "../../actes/candidature/designer-candidat.ts";
import { leverCondition, offrirLogement } from "../../actes/candidature/offrir-logement.ts";
import { noterVisite, proposerVisite } from "../../actes/candidature/visiter.ts";
import { repondre } from "../../actes/proposition/repondre.ts";
import { readDossierDesigne } from "../../lectures/candidature/dossier-designe.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { SUITES_VISITE } from "../../regles/candidature/candidature.ts";

const CREER = garde("proposition", "creer");
const MODIFIER = garde("proposition", "modifier");
const UNE = "candidatures/:candidature{[1-9][0-9]{0,14}}";
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Refuses a candidature of another dwelling than that of the URL. */
async function candidatureOf({ base, epci, numero }: Lieu): Promise<number> {
  const candidature = await findCandidature(base, epci, numero("candidature"));
  if (candidature.liberation === numero("id")) return candidature.id;
  throw introuvable("candidature-inconnue", "Cette candidature n’est pas de ce logement.");
}

const DESIGNER = defineActe({
  chemin: "candidatures",
  droit: CREER,
  annonce: "La demande est candidate pour ce logement.",
  champs: { demandeur: texteOuVide(36), reference: texteLibre(30) },
  run: async ({ site, base, epci, aujourdhui, numero }, { demandeur, reference }) => {
    if (demandeur !== null && !UUID.test(demandeur))
      throw new Refus("saisie-a-corriger", "Demande\u00A0: choisissez-la dans la liste.", { champ: "reference" });
    const dossier = demandeur === null ? readDossierDesigne(reference, site.deps.hash) : { demandeur };
    const designe = { epci, liberation: numero("id"), dossier, source: null, aujourdhui };
    await designerCandidat(base, examinerDemande, designe);
  },
});

const RETIRER = defineActe({
  chemin: `${UNE}/retrait`,
  droit: MODIFIER,
  annonce: "La candidature est retirée.",
  champs: { retrait_motif: texteLibre(300), relu: relu() },
  run: async (lieu, { retrait_motif: motif, relu }) =>
    retirerCandidat(lieu.base, { epci: lieu.epci, id: await candidatureOf(lieu), motif, relu }),
});

const INVITER = defineActe({
  chemin: `${UNE}/visite`,
  droit: MODIFIER,
  annonce: "La visite est proposée au ménage, dans son suivi.",
  champs: { visite: jour("Visite") },
  run: async (lieu, { visite: le }) => {
    const { site, base, epci, aujourdhui } = lieu;
    await proposerVisite(base, site.deps, { epci, id: await candidatureOf(lieu), aujourdhui, le });
  },
});

const NOTER = defineActe({
  chemin: `${UNE}/visite-faite`,
  droit: MODIFIER,
  annonce: "La visite est notée.",
  champs: { visite_faite: jour("Visite faite le"), suite: choix("Le ménage est", SUITES_VISITE) },
  run: async (lieu, { visite_faite: le, suite }) => {
    const { base, epci, aujourdhui } = lieu;
    await noterVisite(base, { epci, id: await candidatureOf(lieu), aujourdhui, le, suite });
  },
});

const LEVER = defineActe({
  chemin: `${UNE}/condition`,
  droit: MODIFIER,
  annonce: "La suite de la condition est enregistrée.",
  champs: { fournie: choix("Pièce", ["oui", "non"]) },
  run: async (lieu, { fournie }) =>
    leverCondition(lieu.base, { epci: lieu.epci, id: await candidatureOf(lieu), fournie: fournie === "oui" }),
});

const OFFRIR = defineActe({
  chemin: `${UNE}/offre`,
  droit: CREER,
  annonce: "L’offre est envoyée au ménage, dans son suivi.",
  champs: { repondre_avant: jour("Réponse attendue jusqu’au") },
  run: async (lieu, { repondre_avant: repondreAvant }) => {
    const { site, base, epci, aujourdhui } = lieu;
    await offrirLogement(base, site.deps, { epci, id: await candidatureOf(lieu), aujourdhui, repondreAvant });
  },
});

/** Records the answer that the household gave by telephone. */
const RECEVOIR = defineActe({
  chemin: `${UNE}/reponse`,
  droit: MODIFIER,
  annonce: "La réponse du ménage est enregistrée.",
  champs: {
    reponse: choix("Réponse", ["acceptee", "refusee"]),
    motif: choixOuVide("Raison du refus", MOTIFS_REFUS_MENAGE),
  },
  run: async (lieu, { reponse, motif }) => {
    const { site, base, epci } = lieu;
    const offre = await findOffre(lieu, await candidatureOf(lieu));
    const saisie = { epci, demandeur: offre.demandeur, proposition: offre.id, reponse };
    await repondre(base, site.deps.horloge, { ...saisie, motif: reponse === "refusee" ? motif : null });
  },
});

async function findOffre({ base, epci }: Lieu, candidature: number) {
  const { demandeur } = await findCandidature(base, epci, candidature);
  const propositions = demandeur === null ? [] : await base.propositions.ofDemandeur(epci, demandeur);
  const offre = propositions.find(
    (one) => one.candidature === candidature && one.nature === "logement" && one.reponse === null,
  );
  if (offre) return offre;
  throw introuvable("offre-non-attendue", "Aucune offre n’attend de réponse de ce ménage.");
}

const SIGNER = defineActe({
  chemin: `${UNE}/bail`,
  droit: garde("attribution", "creer"),
  annonce: "Le bail est signé : le logement est attribué, la demande est radiée et le bilan de l’année compte ce bail.",
  champs: { bail_le: jour("Bail signé le") },
  run: async (lieu, { bail_le: le }) => {
    const { base, epci, aujourdhui } = lieu;
    await signerBailAttribue(base, { epci, id: await candidatureOf(lieu), le, aujourdhui });
  },
});

export const ACTES_CANDIDATURE = {
  designee: DESIGNER,
  retrait: RETIRER,
  visite: INVITER,
  "visite-faite": NOTER,
  condition: LEVER,
  offre: OFFRIR,
  reponse: RECEVOIR,
  bail: SIGNER,
};
