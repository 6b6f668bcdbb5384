import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { illisible } from "#socle/regles/shared/refus.ts";
import {
  brut,
  choix,
  choixOuVide,
  jourOuVide,
  jourPasse,
  numeroCache,
  refuseChamp,
  relu,
  tauxOuVide,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import { openDossier } from "../actes/open-dossier.ts";
import { changerEtat } from "../lectures/changer-etat.ts";
import { deciderComite } from "../lectures/decider-comite.ts";
import { ecrireEntretien } from "../lectures/ecrire-entretien.ts";
import { ecrireEnquete, modifierDossier, modifierIdentite, planifierEtape } from "../lectures/modifier-dossier.ts";
import { MODES_ENTRETIEN } from "../lectures/ports.ts";
import { signalerBlocage } from "../lectures/signaler-blocage.ts";
import { annulerBail } from "../lectures/signer-bail.ts";
import { renderEntretienPage } from "../pages/entretien-page.tsx";
import { renderIdentitePage } from "../pages/identite-page.tsx";
import { renderSituationPage } from "../pages/situation-page.tsx";
import {
  renderAnnulerBailPage,
  renderBlocagePage,
  renderDecisionPage,
  renderEnquetePage,
  renderEtapePage,
  renderEtatPage,
} from "../pages/suite-page.tsx";
import { MOTIFS_BLOCAGE, OBJETS_DECISION_COMITE } from "../regles/comite.ts";
import { SATISFACTIONS } from "../regles/enquete.ts";
import { ETAPES_RELOGEMENT } from "../regles/menage.ts";
import { type ContexteFormulaire, defineFormulaire, type FormulaireMenage, texteAu } from "./formulaires.ts";
import {
  CHAMPS_IDENTITE,
  champsSituation,
  identiteOf,
  situationOf,
  writeIdentite,
  writeSituation,
} from "./lire-menage.ts";

const entretien = defineFormulaire({
  chemin: "entretien",
  action: "modifier",
  fait: "entretien",
  annonce: "L’entretien est enregistré.",
  refus: texteAu("texte"),
  initial: ({ aujourdhui }) => ({ le: [aujourdhui], mode: ["domicile"] }),
  render: renderEntretienPage,
  champs: ({ aujourdhui }) => ({
    texte: texteOuVide().transform((texte) => texte ?? ""),
    relu: relu(),
    le: jourPasse("Jour de l’entretien", aujourdhui),
    mode: choix("Où et comment", MODES_ENTRETIEN),
  }),
  prepare:
    ({ epci, id, aujourdhui }, lu) =>
    (tx) =>
      ecrireEntretien(tx, { epci, id, aujourdhui, ...lu }),
});

const situation = defineFormulaire({
  chemin: "situation",
  action: "modifier",
  fait: "modifie",
  annonce: "Le dossier est modifié.",
  initial: ({ fiche }) => writeSituation(fiche.dossier),
  render: async (props, { base, epci }) => renderSituationPage({ ...props, communes: await listCommunes(base, epci) }),
  champs: async ({ base, epci }) => ({
    ...champsSituation(await listCommunes(base, epci)),
    revision: numeroCache(),
  }),
  prepare: ({ epci, id, fiche }, { revision, ...lu }) => {
    const modification = situationOf(lu, fiche.dossier.origine.identRpls);
    return (tx) => modifierDossier(tx, { epci, id, revision, modification });
  },
});

const identite = defineFormulaire({
  chemin: "identite",
  action: "modifier",
  fait: "modifie",
  annonce: "Le dossier est modifié.",
  refus: { "numero-unique-invalide": "numero" },
  initial: async ({ base, epci, id }) => {
    const { identite: lue } = await openDossier(base, epci, id);
    return lue ? writeIdentite(lue) : {};
  },
  render: renderIdentitePage,
  // The number is kept as a hash and cannot be shown: an empty field leaves it unchanged.
  champs: () => ({ ...CHAMPS_IDENTITE, revision: numeroCache(), numero: texteOuVide() }),
  prepare: ({ site, epci, id }, { revision, numero: numeroUnique, ...lu }) => {
    const demande = { epci, id, revision, numeroUnique, identite: identiteOf(lu), hash: site.deps.hash };
    return (tx) => modifierIdentite(tx, demande);
  },
});

const etape = defineFormulaire({
  chemin: "etape",
  action: "modifier",
  fait: "etape",
  annonce: "La prochaine étape est enregistrée.",
  initial: ({ fiche: { dossier } }) => ({
    quoi: writeTexte(dossier.prochaineEtape?.quoi ?? null),
    le: writeTexte(dossier.prochaineEtape?.le ?? null),
  }),
  render: renderEtapePage,
  champs: () => ({ quoi: choixOuVide("Étape", ETAPES_RELOGEMENT), le: jourOuVide("Le") }),
  prepare: ({ epci, id }, { quoi, le }) => {
    if (quoi === null && le !== null) refuseChamp("quoi", "Étape\u00A0: dites ce qui est prévu ce jour-là.");
    return (tx) => planifierEtape(tx, { epci, id, etape: quoi === null ? null : { quoi, le } });
  },
});

const enquete = defineFormulaire({
  chemin: "enquete",
  action: "modifier",
  fait: "enquete",
  annonce: "L’enquête est enregistrée.",
  initial: ({ fiche: { dossier }, aujourdhui }) => ({
    jour: [dossier.enquete?.le ?? aujourdhui],
    logement: writeTexte(dossier.enquete?.logement ?? null),
    quartier: writeTexte(dossier.enquete?.quartier ?? null),
    accompagnement: writeTexte(dossier.enquete?.accompagnement ?? null),
    effort: writeTexte(dossier.enquete?.effort == null ? null : String(dossier.enquete.effort * 100).replace(".", ",")),
  }),
  render: renderEnquetePage,
  champs: ({ aujourdhui }) => ({
    jour: jourPasse("Enquête du", aujourdhui),
    logement: choixOuVide("Logement", SATISFACTIONS),
    quartier: choixOuVide("Quartier", SATISFACTIONS),
    accompagnement: choixOuVide("Accompagnement", SATISFACTIONS),
    effort: tauxOuVide("Taux d’effort"),
  }),
  prepare:
    ({ epci, id, aujourdhui }, { jour: le, ...dit }) =>
    (tx) =>
      ecrireEnquete(tx, { epci, id, aujourdhui, enquete: { le, ...dit } }),
});

const VERS = ["diagnostic", "offres", "depart"] as const;

/** State asked by the URL at first, by the form afterwards. */
function versOf({ c }: ContexteFormulaire, saisi: string): (typeof VERS)[number] {
  const asked = VERS.find((etat) => etat === (saisi || c.req.query("vers")));
  if (asked) return asked;
  throw illisible("saisie-invalide", "Cet état n’existe pas. Revenez au dossier et choisissez ce qui est possible.");
}

const etat = defineFormulaire({
  chemin: "etat",
  action: "modifier",
  fait: "etat",
  annonce: "L’état du dossier est enregistré.",
  initial: (contexte) => ({ vers: [versOf(contexte, "")], le: [contexte.aujourdhui] }),
  render: (props, contexte) =>
    renderEtatPage({ ...props, vers: versOf(contexte, valeurDe(props.etat.saisie, "vers")) }),
  champs: ({ aujourdhui }) => ({ vers: brut(), le: jourPasse("Depuis le", aujourdhui) }),
  prepare: (contexte, lu) => {
    const { epci, id, aujourdhui } = contexte;
    const vers = versOf(contexte, lu.vers);
    return (tx) => changerEtat(tx, { epci, id, vers, le: lu.le, aujourdhui });
  },
});

const annuler = defineFormulaire({
  chemin: "annuler-bail",
  action: "modifier",
  fait: "bail-annule",
  annonce: "Le bail est annulé\u00A0: le dossier revient aux offres.",
  initial: () => ({}),
  render: renderAnnulerBailPage,
  champs: () => ({}),
  prepare:
    ({ epci, id, aujourdhui }) =>
    (tx) =>
      annulerBail(tx, { epci, id, aujourdhui }),
});

const blocage = defineFormulaire({
  chemin: "blocage",
  action: "modifier",
  fait: "blocage",
  annonce: "La situation est transmise à la commission de coordination.",
  initial: ({ aujourdhui }) => ({ le: [aujourdhui] }),
  render: renderBlocagePage,
  champs: ({ aujourdhui }) => ({
    motif: choix("Motif", MOTIFS_BLOCAGE),
    le: jourPasse("Depuis le", aujourdhui),
  }),
  prepare:
    ({ epci, id, aujourdhui }, lu) =>
    (tx) =>
      signalerBlocage(tx, { epci, id, ...lu, aujourdhui }),
});

const decision = defineFormulaire({
  chemin: "decision",
  action: "valider",
  fait: "decision",
  annonce: "La décision du comité est enregistrée.",
  refus: texteAu("motif"),
  initial: ({ fiche, aujourdhui }) => ({
    le: [aujourdhui],
    objet: fiche.place.etat === "comite" ? ["quatrieme-offre"] : [],
  }),
  render: renderDecisionPage,
  champs: ({ aujourdhui }) => ({
    motif: texte("Motif"),
    relu: relu(),
    objet: choix("Le comité décide de", OBJETS_DECISION_COMITE),
    le: jourPasse("Séance du", aujourdhui),
  }),
  prepare:
    ({ epci, id, aujourdhui }, lu) =>
    (tx) =>
      deciderComite(tx, { epci, id, aujourdhui, ...lu }),
});

export const FORMULAIRES_MENAGE: readonly FormulaireMenage[] = [
  entretien,
  situation,
  identite,
  etape,
  enquete,
  etat,
  annuler,
  blocage,
  decision,
];
