import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import {
  champ,
  choix,
  choixOu,
  choixOuVide,
  compteOuVide,
  Faute,
  groupe,
  jourPasse,
  plusieurs,
  requis,
  texteDeForme,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import { type Identite, type ReponsesSensibles, SITUATIONS_FAMILIALES, TRI } from "../regles/reponses.ts";
import { choixOuInconnu, communeOuVide, defineQuestion } from "./question.ts";

const NOM_MAX = 80;
const ADRESSE_MAX = 200;

const identite = defineQuestion({
  saisie: ({ identite: i }) => ({
    civilite: writeTexte(i.civilite),
    nom: writeTexte(i.nom),
    nom_usage: writeTexte(i.nomUsage),
    prenom: writeTexte(i.prenom),
    naissance: writeTexte(i.naissance),
  }),
  champs: (_, { aujourdhui }) => ({
    civilite: choixOuVide("Civilité", ["madame", "monsieur"]),
    nom: nomDe("Nom de naissance"),
    nom_usage: texteOuVide(NOM_MAX),
    prenom: nomDe("Prénom"),
    naissance: jourPasse("Date de naissance", aujourdhui),
  }),
  dire: ({ nom_usage: nomUsage, ...identite }) => ({ identite: { ...identite, nomUsage } }),
});

function nomDe(libelle: string) {
  return requis(texteOuVide(NOM_MAX), `${libelle}\u00A0: écrivez-le comme sur la pièce d’identité.`);
}

const joindre = defineQuestion({
  saisie: ({ identite: i }) => ({
    telephone: writeTexte(i.telephone),
    courriel: writeTexte(i.courriel),
    adresse: writeTexte(i.adresse),
    adresse_commune: writeTexte(i.adresseCommune),
    accords: [...(i.accordCourriel ? ["courriel"] : []), ...(i.accordSms ? ["sms"] : [])],
  }),
  champs: (saisie, contexte, { etat, identite }) => {
    // Once the demande is sent, a number or an address changes on another page, with the agreement of the former one.
    const fige = etat !== "brouillon";
    const moyens = {
      telephone: fige ? champ(() => identite.telephone) : TELEPHONE,
      courriel: fige ? champ(() => identite.courriel) : COURRIEL,
      adresse: texteOuVide(ADRESSE_MAX),
      adresse_commune: communeOuVide(contexte),
    };
    return { joint: groupe(saisie, moyens, checkJoint), accords: plusieurs(["courriel", "sms"]) };
  },
  dire: ({ joint: { adresse_commune: adresseCommune, ...joint }, accords }) => {
    const accordCourriel = accords.includes("courriel") && joint.courriel !== null;
    const accordSms = accords.includes("sms") && joint.telephone !== null;
    return { identite: { ...joint, adresseCommune, accordCourriel, accordSms } };
  },
});

function checkJoint<M extends Pick<Identite, "telephone" | "courriel" | "adresse">>(moyens: M): M | Faute {
  if (moyens.telephone !== null || moyens.courriel !== null || moyens.adresse !== null) return moyens;
  return new Faute("Donnez un téléphone, un courriel ou une adresse\u00A0: un seul suffit.", "telephone");
}

const TELEPHONE = texteOuVide(30).refine(
  (ecrit) => ecrit === null || /^\+?\d{10,14}$/.test(ecrit.replaceAll(/[\s\u00a0\u202f().\-–]/g, "")),
  "Téléphone\u00A0: écrivez les chiffres, par exemple 06 12 34 56 78.",
);

const COURRIEL = texteDeForme("Courriel", {
  forme: /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/,
  max: 254,
  ecrire: "écrivez l’adresse entière, par exemple nom@exemple.fr",
});

const situation = defineQuestion({
  saisie: ({ reponses }) => ({ situation: writeTexte(reponses.vous ? (reponses.vous.situation ?? "inconnu") : null) }),
  champs: () => ({ situation: choixOuInconnu("Situation de famille", SITUATIONS_FAMILIALES) }),
  dire: (vous) => ({ reponses: { vous } }),
});

const NATIONALITES = ["francaise", "union-europeenne", "hors-union", "inconnue"] as const;

const nationalite = defineQuestion({
  saisie: ({ sensibles }) => ({ nationalite: writeTexte(sensibles?.nationalite) }),
  champs: () => ({ nationalite: choix("Nationalité", NATIONALITES) }),
  dire: (dite, { sensibles }) => ({ sensibles: { ...sensibles, ...dite } }),
});

const PERSONNES_MAX = 20;

const handicap = defineQuestion({
  saisie: ({ sensibles }) => {
    const motifs = (sensibles?.motifs ?? []).filter((motif) => motif !== "06");
    const connu = sensibles?.handicap;
    if (!connu) return { motifs };
    const nombre = connu.personnes > 0 ? { personnes: [String(connu.personnes)] } : {};
    return {
      handicap: [connu.personnes > 0 ? "oui" : "non"],
      ...nombre,
      fauteuil: [connu.fauteuil],
      accessible: [connu.accessible],
      motifs,
    };
  },
  champs: (saisie) => ({
    handicap: choix("Handicap", TRI),
    personnes: valeurDe(saisie, "handicap") === "oui" ? PERSONNES : champ(() => 0),
    fauteuil: choixOu("Fauteuil roulant", TRI, "inconnu"),
    accessible: choixOu("Logement accessible", TRI, "inconnu"),
    motifs: plusieurs(["07", "08"]),
  }),
  dire: ({ handicap, motifs, ...details }, { sensibles }) => {
    const { handicap: _, ...autres } = sensibles ?? {};
    const violences = (sensibles?.motifs ?? []).filter((motif) => motif === "06");
    const dit: ReponsesSensibles = handicap === "inconnu" ? {} : { handicap: details };
    return { sensibles: { ...autres, ...dit, motifs: [...violences, ...motifs] } };
  },
});

/** 1 when left empty. */
const PERSONNES = compteOuVide("Combien de personnes", {
  chiffres: 2,
  min: 1,
  max: PERSONNES_MAX,
  ecrire: "écrivez un nombre, par exemple 1",
}).transform((personnes) => personnes ?? 1);

const violences = defineQuestion({
  saisie: ({ sensibles }) => ({ violences: writeTexte(sensibles?.violences) }),
  champs: () => ({ violences: choix("Violences", TRI) }),
  dire: ({ violences }, { sensibles }) => {
    const autres = (sensibles?.motifs ?? []).filter((motif) => motif !== "06");
    const motifs = violences === "oui" ? ["06", ...autres] : autres;
    return { sensibles: { ...sensibles, violences, motifs } };
  },
});

const dalo = defineQuestion({
  saisie: ({ sensibles }) => ({ dalo: writeTexte(sensibles?.dalo) }),
  champs: () => ({ dalo: choix("Droit au logement", ["reconnu", "en-cours", "non", "inconnu"]) }),
  dire: (dit, { sensibles }) => ({ sensibles: { ...sensibles, ...dit } }),
});

export const QUESTIONS_VOUS = { identite, joindre, situation, nationalite, handicap, violences, dalo } as const;
