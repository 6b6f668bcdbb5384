import { expect, test } from "vitest";
import { SECTIONS, type Section } from "#bilan/lectures/rapport/ports.ts";
import { renderBilanSansLigne } from "#bilan/pages/bilan-page.tsx";
import { renderRapportFigePage } from "#bilan/pages/rapport/rapport-fige-page.tsx";
import { renderRapportPage } from "#bilan/pages/rapport/rapport-page.tsx";
import type { AdresseALocaliser, AdresseDeduite } from "#donnees/lectures/localisation/ports.ts";
import type { AFaire } from "#gouvernance/lectures/tache/a-faire.ts";
import type { Proposition } from "#imports/actes/localisation/localiser.ts";
import { renderLocaliserPage } from "#imports/pages/localisation/localiser-page.tsx";
import type { Tache } from "#socle/lectures/tache.ts";
import { renderErreurPage } from "#socle/pages/site/erreur-page.tsx";
import { PLAN } from "#socle/regles/plan/plan.ts";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import { CADRE, EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { renderAFairePage, renderToutesPage } from "../accueil/a-faire-page.tsx";
import { renderAccueilPage } from "../accueil/accueil-page.tsx";
import { renderAccessibilitePage } from "./accessibilite-page.tsx";
import { renderMethodePage } from "./methode-page.tsx";

const inconnue: AdresseALocaliser = {
  cleAdresse: "52448 miquelon",
  commune: "52448",
  communeNom: "Saint-Dizier",
  adresse: "BAT C RUE MIQUELON",
  residence: null,
  numeroRpls: null,
  bailleur: "655200020",
  bailleurNom: "Hamaris",
  typologie: null,
  lignes: 7,
  premierQuartile: 2,
  annees: [2016, 2017],
  probable: { situation: "hors-qpv", motif: "bailleur" },
  interrogeeLe: null,
  exemple: { fichier: "a.csv", ligne: 48 },
};
const deduite: AdresseDeduite = { ...inconnue, situation: "qpv", motif: "residence" };
const propositions: readonly Proposition[] = [
  {
    candidate: {
      identRep: "R1",
      commune: "52448",
      communeNom: "Saint-Dizier",
      adresse: "2 RUE MIQUELON",
      residence: null,
      bailleur: "655200020",
      logements: 12,
      situation: "hors-qpv",
      longitude: 4.95,
      latitude: 48.63,
    },
    score: 80,
    motifs: ["même nom (voie)"],
  },
];
/** A line of which the file says almost nothing. */
const muette: AdresseALocaliser = {
  ...inconnue,
  cleAdresse: "?",
  commune: null,
  communeNom: null,
  adresse: null,
  bailleurNom: null,
  lignes: 1,
};
const tache = {
  code: "rapport-a-figer",
  titre: "Rapport T3 2018 à figer",
  pourquoi: "Relisez.",
  action: "Préparer",
  chemin: "rapport?annee=2018&periode=T3",
  echeance: "2018-10-15",
};
function aFaireOf(taches: readonly Tache[]): AFaire {
  const groupes = taches.length > 0 ? [{ delai: "en-retard" as const, taches }] : [];
  return { aujourdhui: "2018-10-20", total: taches.length, groupes, illisibles: [] };
}
/** What opens, where nothing is published. */
const vide = { cadre: CADRE, habilitations: [], aFaire: aFaireOf([]), bilan: null, chiffres: [], rendezVous: [] };
/** The same for whoever does not publish files. */
const autre = { ...vide, cadre: { ...CADRE, droits: { ...CADRE.droits, publier: false, deposer: false } } };
const effet = { annee: 2017, avant: BILAN_2017, qpv: BILAN_2017, horsQpv: BILAN_2017 };
const localiser = {
  groupes: [],
  vue: null,
  deduites: [],
  cadre: CADRE,
  liste: [inconnue, muette],
  propositions,
  effet,
  commune: null,
  qpv: [],
  historique: [],
  annonce: null,
  erreur: null,
  saisie: { motif: "", aRelire: false },
};

const commentaires = Object.fromEntries(SECTIONS.map((s) => [s, `Phrase ${s}.`])) as Record<Section, string>; // all listed
const rapport = {
  id: 1,
  epci: EPCI,
  numero: "2017-annee-01",
  annee: 2017,
  periode: "annee",
  sections: SECTIONS,
  annexes: {},
  commentaires: { synthese: "Première ligne.\nDeuxième ligne <b>." },
  bilan: BILAN_2017,
  empreinte: "cd".repeat(32),
  figeLe: "2018-04-08T10:00:00.000Z",
  figePar: "agent",
};
const composer = {
  cadre: CADRE,
  bilan: BILAN_2017,
  choix: { tous: true, annees: [2017], bailleurs: [] },
  commentaires,
  cochees: SECTIONS,
  figes: [rapport],
  erreur: null,
};

test.each([
  ["repair queue", renderLocaliserPage({ ...localiser, courante: inconnue }), "6 autres lignes à la même adresse"],
  [
    "what the stock makes likely, and what it does not change",
    renderLocaliserPage({ ...localiser, courante: inconnue }),
    "Probablement hors quartier prioritaire : tout le parc du bailleur est d’un même côté. Les bornes n’en tiennent pas compte",
  ],
  [
    "what was deduced, why, and how to set it aside",
    renderLocaliserPage({ ...localiser, courante: inconnue, deduites: [deduite], vue: "deduites" }),
    "BAT C RUE MIQUELON – Saint-Dizier Hamaris en quartier prioritaire toute la résidence est d’un même côté 7 (2016, 2017)",
  ],
  ["its keys", renderLocaliserPage({ ...localiser, courante: inconnue }), "1. 2 RUE MIQUELON"],
  [
    "effect before saving",
    renderLocaliserPage({ ...localiser, courante: inconnue }),
    "Si hors quartier prioritaire 18,3 % entre 17,5 % et 19,2 %",
  ],
  [
    "an address the file does not give",
    renderLocaliserPage({ ...localiser, courante: muette, propositions: [] }),
    "Adresse absente du fichier – commune inconnue",
  ],
  [
    "a reason to be read again, as it was typed",
    renderLocaliserPage({
      ...localiser,
      courante: inconnue,
      erreur: "Comment le savez-vous : relisez.",
      saisie: { motif: "dit par Mme X", aRelire: true },
    }),
    "J’ai relu ce texte",
  ],
  [
    "nothing to repair",
    renderLocaliserPage({ ...localiser, liste: [], propositions: [], courante: null, effet: null }),
    "Rien à localiser",
  ],
  ["report", renderRapportPage(composer), "Phrase profils."],
  ["report without a bilan", renderRapportPage({ ...composer, bilan: null }), "Aucun bilan à figer"],
  [
    "report refused",
    renderRapportPage({ ...composer, erreur: "Cochez au moins une partie." }),
    "Cochez au moins une partie.",
  ],
  ["frozen report", renderRapportFigePage({ cadre: CADRE, rapport, nouveau: true }), "Deuxième ligne &lt;b&gt;."],
  [
    "tasks",
    renderAFairePage({ ...vide, aFaire: aFaireOf([tache]) }),
    "Le 20 octobre 2018 : 1 tâche, dont 1 en retard.",
  ],
  ["a late task", renderAFairePage({ ...vide, aFaire: aFaireOf([tache]) }), "Depuis le 15/10/2018"],
  ["no task", renderAFairePage(vide), "Rien à faire aujourd’hui"],
  [
    "more tasks than what opens shows",
    renderAFairePage({ ...vide, aFaire: aFaireOf(Array.from({ length: 8 }, () => tache)) }),
    "Les 2 autres tâches",
  ],
  ["all of them", renderToutesPage({ cadre: CADRE, aFaire: aFaireOf([tache]) }), "Depuis le 15/10/2018"],
  [
    "where things stand",
    renderAFairePage({ ...vide, bilan: BILAN_2017 }),
    "Le plancher légal : il manque 24 attributions.",
  ],
  [
    "who can fill what is empty",
    renderAFairePage(autre),
    "Qui le dépose : Agent de l’EPCI (CA de Saint-Dizier, Der et Blaise).",
  ],
  [
    "who meets next",
    renderAFairePage({
      ...vide,
      rendezVous: [{ jour: "2018-10-22", heure: "09:00", titre: "Commission", aConvoquer: true, chemin: "cal/1" }],
    }),
    "Commission 22 octobre 2018 à 9 h Membres à convoquer",
  ],
  [
    "tasks that could not be read",
    renderAFairePage({
      ...vide,
      aFaire: { ...aFaireOf([]), illisibles: [{ quoi: "les réunions", raison: "Le seuil manque." }] },
    }),
    "Nous n’avons pas pu lire les réunions Le seuil manque.",
  ],
  [
    "no territory",
    renderAccueilPage({ cadre: { ...CADRE, territoire: null }, territoires: [], administrateur: true, aFaire: null }),
    "ouvrez le vôtre",
  ],
  [
    "territories",
    renderAccueilPage({
      cadre: { ...CADRE, territoire: null },
      territoires: [{ epci: EPCI, nom: "CA", demonstration: false, membre: true, attendus: [] }],
      administrateur: false,
      aFaire: null,
    }),
    "SIREN 200068666",
  ],
  [
    "territories of an administrator, who enters none",
    renderAccueilPage({
      cadre: { ...CADRE, territoire: null },
      territoires: [{ epci: EPCI, nom: "CA", demonstration: false, membre: false, attendus: [] }],
      administrateur: true,
      aFaire: aFaireOf([{ ...tache, chemin: "/plateforme/habilitations/4" }]),
    }),
    "administrer n’est pas lire",
  ],
  [
    "what is open to somebody who does not keep the files",
    renderAFairePage({
      ...autre,
      cadre: { ...autre.cadre, salles: PLAN.filter(({ code }) => code === "donnees") },
      habilitations: [{ role: "responsable-bailleur", nomOrganisation: "OPH" }],
    }),
    "Données Fichiers , ",
  ],
  ["nothing of one’s own", renderBilanSansLigne(CADRE, "bailleur"), "reconnues à son SIREN"],
  ["a réservataire’s bilan", renderBilanSansLigne(CADRE, "reservataire"), "la catégorie du réservataire"],
  ["method", renderMethodePage({ cadre: CADRE, methodes: BILAN_2017.methodes, annee: 2017 }), "à confirmer"],
  ["accessibility", renderAccessibilitePage(CADRE), "Non conforme : aucun audit n’a encore été fait"],
  [
    "error",
    renderErreurPage({ cadre: CADRE, statut: 500, message: "Rien n’a été enregistré.", reference: "abc" }),
    "abc",
  ],
])("page: %s", (_, html, expected) => {
  expectSoundPage(html);
  expect(textOf(html)).toContain(expected);
});

test("a page says that its data are a demonstration only when they are", () => {
  const territoire = { epci: EPCI, nom: "CA", demonstration: false };
  expect(renderAFairePage({ ...vide, cadre: { ...CADRE, territoire } })).not.toContain("démonstration");
});
