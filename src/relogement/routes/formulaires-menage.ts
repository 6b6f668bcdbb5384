import { choixCommunes } from "#attributions/routes/choix.ts";
import { isRelu, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { writeTexte } from "#socle/routes/serveur/lecture.ts";
import { openDossier } from "../actes/open-dossier.ts";
import { changerEtat } from "../lectures/changer-etat.ts";
import { deciderComite } from "../lectures/decider-comite.ts";
import { ecrireEntretien } from "../lectures/ecrire-entretien.ts";
import { modifierDossier, modifierIdentite, planifierEtape } from "../lectures/modifier-dossier.ts";
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
  renderEtapePage,
  renderEtatPage,
} from "../pages/suite-page.tsx";
import { MOTIFS_BLOCAGE, OBJETS_DECISION_COMITE } from "../regles/comite.ts";
import { ETAPES_RELOGEMENT } from "../regles/menage.ts";
import type { ContexteFormulaire, FormulaireMenage } from "./formulaires.ts";
import { readIdentite, readSituation, writeIdentite, writeSituation } from "./lire-menage.ts";

/** A refusal about a text is told at it. */
const texteAu = (champ: string) => ({
  "relogement-a-relire": champ,
  "relogement-sans-texte": champ,
  "texte-longueur": champ,
  "texte-nir": champ,
  "texte-sante": champ,
});

const entretien: FormulaireMenage = {
  chemin: "entretien",
  action: "modifier",
  fait: "entretien",
  champs: texteAu("texte"),
  initial: ({ aujourdhui }) => ({ le: [aujourdhui], mode: ["domicile"] }),
  render: renderEntretienPage,
  read: (lu, { epci, id, aujourdhui }) => {
    const demande = {
      epci,
      id,
      aujourdhui,
      texte: lu.textOrNull("texte") ?? "",
      relu: isRelu(lu.saisie),
      le: lu.day("le", "Jour de l’entretien", aujourdhui),
      mode: lu.choice("mode", "Où et comment", MODES_ENTRETIEN),
    };
    return (tx) => ecrireEntretien(tx, demande);
  },
};

const situation: FormulaireMenage = {
  chemin: "situation",
  action: "modifier",
  fait: "modifie",
  initial: ({ fiche }) => writeSituation(fiche.dossier),
  render: async (props, { base, epci }) => renderSituationPage({ ...props, communes: await choixCommunes(base, epci) }),
  read: async (lu, { base, epci, id, fiche }) => {
    const communes = (await choixCommunes(base, epci)).map(({ code }) => code);
    const modification = readSituation(lu, communes, fiche.dossier.origine.identRpls);
    const revision = lu.hidden("revision");
    return (tx) => modifierDossier(tx, { epci, id, revision, modification });
  },
};

const identite: FormulaireMenage = {
  chemin: "identite",
  action: "modifier",
  fait: "modifie",
  champs: { "numero-unique-invalide": "numero" },
  initial: async ({ base, epci, id }) => {
    const { identite: lue } = await openDossier(base, epci, id);
    return lue ? writeIdentite(lue) : {};
  },
  render: renderIdentitePage,
  read: (lu, { site, epci, id }) => {
    const revision = lu.hidden("revision");
    // Kept as a hash, it cannot be shown: an empty field leaves it.
    const numeroUnique = lu.textOrNull("numero");
    const demande = { epci, id, revision, numeroUnique, identite: readIdentite(lu), hash: site.deps.hash };
    return (tx) => modifierIdentite(tx, demande);
  },
};

const etape: FormulaireMenage = {
  chemin: "etape",
  action: "modifier",
  fait: "etape",
  initial: ({ fiche: { dossier } }) => ({
    quoi: writeTexte(dossier.prochaineEtape?.quoi ?? null),
    le: writeTexte(dossier.prochaineEtape?.le ?? null),
  }),
  render: renderEtapePage,
  read: (lu, { epci, id }) => {
    const quoi = lu.choiceOrNull("quoi", "Étape", ETAPES_RELOGEMENT);
    const le = lu.dayOrNull("le", "Le");
    if (quoi === null && le !== null) lu.fail("quoi", "Étape : dites ce qui est prévu ce jour-là.");
    return (tx) => planifierEtape(tx, { epci, id, etape: quoi === null ? null : { quoi, le } });
  },
};

const VERS = ["diagnostic", "offres", "depart"] as const;

/** From the address the first time, from the form afterwards. */
function versOf({ c }: ContexteFormulaire, saisi: string): (typeof VERS)[number] {
  const asked = VERS.find((etat) => etat === (saisi || c.req.query("vers")));
  if (asked) return asked;
  throw new Refus("saisie-invalide", "Cet état n’existe pas. Revenez au dossier et choisissez ce qui est possible.");
}

const etat: FormulaireMenage = {
  chemin: "etat",
  action: "modifier",
  fait: "etat",
  initial: (contexte) => ({ vers: [versOf(contexte, "")], le: [contexte.aujourdhui] }),
  render: (props, contexte) =>
    renderEtatPage({ ...props, vers: versOf(contexte, valeurDe(props.etat.saisie, "vers")) }),
  read: (lu, contexte) => {
    const { epci, id, aujourdhui } = contexte;
    const vers = versOf(contexte, valeurDe(lu.saisie, "vers"));
    const le = lu.day("le", "Depuis le", aujourdhui);
    return (tx) => changerEtat(tx, { epci, id, vers, le, aujourdhui });
  },
};

const annuler: FormulaireMenage = {
  chemin: "annuler-bail",
  action: "modifier",
  fait: "bail-annule",
  initial: () => ({}),
  render: renderAnnulerBailPage,
  read:
    (_, { epci, id, aujourdhui }) =>
    (tx) =>
      annulerBail(tx, { epci, id, aujourdhui }),
};

const blocage: FormulaireMenage = {
  chemin: "blocage",
  action: "modifier",
  fait: "blocage",
  initial: ({ aujourdhui }) => ({ le: [aujourdhui] }),
  render: renderBlocagePage,
  read: (lu, { epci, id, aujourdhui }) => {
    const motif = lu.choice("motif", "Motif", MOTIFS_BLOCAGE);
    const le = lu.day("le", "Depuis le", aujourdhui);
    return (tx) => signalerBlocage(tx, { epci, id, motif, le, aujourdhui });
  },
};

const decision: FormulaireMenage = {
  chemin: "decision",
  action: "valider",
  fait: "decision",
  champs: texteAu("motif"),
  initial: ({ fiche, aujourdhui }) => ({
    le: [aujourdhui],
    objet: fiche.place.etat === "comite" ? ["quatrieme-offre"] : [],
  }),
  render: renderDecisionPage,
  read: (lu, { epci, id, aujourdhui }) => {
    const demande = {
      epci,
      id,
      aujourdhui,
      motif: lu.text("motif", "Motif"),
      relu: isRelu(lu.saisie),
      objet: lu.choice("objet", "Le comité décide de", OBJETS_DECISION_COMITE),
      le: lu.day("le", "Séance du", aujourdhui),
    };
    return (tx) => deciderComite(tx, demande);
  },
};

export const FORMULAIRES_MENAGE: readonly FormulaireMenage[] = [
  entretien,
  situation,
  identite,
  etape,
  etat,
  annuler,
  blocage,
  decision,
];
