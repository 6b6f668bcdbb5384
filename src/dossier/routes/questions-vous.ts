import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import { type Identite, type ReponsesSensibles, SITUATIONS_FAMILIALES } from "../regles/reponses.ts";
import { type ContexteLecture, type DefQuestion, lireChoix, texte } from "./question.ts";

const NOM_MAX = 80;
const ADRESSE_MAX = 200;

const identite: DefQuestion = {
  saisie: ({ identite: i }) => ({
    civilite: texte(i.civilite),
    nom: texte(i.nom),
    nom_usage: texte(i.nomUsage),
    prenom: texte(i.prenom),
    naissance: texte(i.naissance),
  }),
  lire: (lecture, { aujourdhui }) => {
    const civilite = lecture.choiceOrNull("civilite", "Civilité", ["madame", "monsieur"]);
    const nom = lireNom(lecture, "nom", "Nom de naissance");
    const nomUsage = lecture.textOrNull("nom_usage", NOM_MAX);
    const prenom = lireNom(lecture, "prenom", "Prénom");
    const naissance = lecture.day("naissance", "Date de naissance", aujourdhui);
    return () => ({ identite: { civilite, nom, nomUsage, prenom, naissance } });
  },
};

function lireNom(lecture: Lecture, champ: string, libelle: string): string | null {
  const nom = lecture.textOrNull(champ, NOM_MAX);
  if (nom === null) lecture.fail(champ, `${libelle} : écrivez-le comme sur la pièce d’identité.`);
  return nom;
}

const joindre: DefQuestion = {
  saisie: ({ identite: i }) => ({
    telephone: texte(i.telephone),
    courriel: texte(i.courriel),
    adresse: texte(i.adresse),
    adresse_commune: texte(i.adresseCommune),
    accords: [...(i.accordCourriel ? ["courriel"] : []), ...(i.accordSms ? ["sms"] : [])],
  }),
  lire: (lecture, contexte, { etat, identite: avant }) => {
    // Once sent, a number or an address changes with the agreement of the former one: that page is another.
    const fige = etat !== "brouillon";
    const telephone = fige ? avant.telephone : lireTelephone(lecture);
    const courriel = fige ? avant.courriel : lireCourriel(lecture);
    const adresse = lecture.textOrNull("adresse", ADRESSE_MAX);
    const adresseCommune = lireCommune(lecture, "adresse_commune", contexte);
    if (telephone === null && courriel === null && adresse === null && lecture.erreurs.length === 0) {
      lecture.fail("telephone", "Donnez un téléphone, un courriel ou une adresse : un seul suffit.");
    }
    const accords = lecture.several("accords", ["courriel", "sms"]);
    const accordCourriel = accords.includes("courriel") && courriel !== null;
    const accordSms = accords.includes("sms") && telephone !== null;
    const nouvelle: Partial<Identite> = { telephone, courriel, adresse, adresseCommune, accordCourriel, accordSms };
    return () => ({ identite: nouvelle });
  },
};

function lireTelephone(lecture: Lecture): string | null {
  const valeur = lecture.textOrNull("telephone", 30);
  if (valeur === null) return null;
  const chiffres = valeur.replaceAll(/[\s\u00a0\u202f().\-–]/g, "");
  if (/^\+?\d{10,14}$/.test(chiffres)) return valeur;
  lecture.fail("telephone", "Téléphone : écrivez les chiffres, par exemple 06 12 34 56 78.");
  return null;
}

function lireCourriel(lecture: Lecture): string | null {
  const valeur = lecture.textOrNull("courriel", 254);
  if (valeur === null) return null;
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(valeur)) return valeur;
  lecture.fail("courriel", "Courriel : écrivez l’adresse entière, par exemple nom@exemple.fr.");
  return null;
}

/** A commune of the territory, « ailleurs », or nothing. */
export function lireCommune(lecture: Lecture, champ: string, { communes }: ContexteLecture): string | null {
  const valeur = lecture.textOrNull(champ, 12);
  if (valeur === null || valeur === "ailleurs") return null;
  if (communes.includes(valeur)) return valeur;
  lecture.fail(champ, "Commune : choisissez dans la liste.");
  return null;
}

const situation: DefQuestion = {
  saisie: ({ reponses }) => ({ situation: texte(reponses.vous ? (reponses.vous.situation ?? "inconnu") : null) }),
  lire: (lecture) => {
    const choix = lireChoix(lecture, "situation", "Situation de famille", [...SITUATIONS_FAMILIALES, "inconnu"]);
    return () => ({ reponses: { vous: { situation: choix === "inconnu" ? null : choix } } });
  },
};

const NATIONALITES = ["francaise", "union-europeenne", "hors-union", "inconnue"] as const;

const nationalite: DefQuestion = {
  saisie: ({ sensibles }) => ({ nationalite: texte(sensibles?.nationalite) }),
  lire: (lecture) => {
    const choix = lireChoix(lecture, "nationalite", "Nationalité", NATIONALITES);
    return ({ sensibles }) => ({ sensibles: { ...sensibles, ...(choix && { nationalite: choix }) } });
  },
};

const TRI = ["oui", "non", "inconnu"] as const;
const PERSONNES_MAX = 20;

const handicap: DefQuestion = {
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
  lire: (lecture) => {
    const reponse = lireChoix(lecture, "handicap", "Handicap", ["oui", "non", "inconnu"]);
    const personnes = reponse === "oui" ? lirePersonnes(lecture) : 0;
    const fauteuil = lecture.choiceOrNull("fauteuil", "Fauteuil roulant", TRI) ?? "inconnu";
    const accessible = lecture.choiceOrNull("accessible", "Logement accessible", TRI) ?? "inconnu";
    const motifs = lecture.several("motifs", ["07", "08"]);
    return ({ sensibles }) => {
      const { handicap: _, ...autres } = sensibles ?? {};
      const violences = (sensibles?.motifs ?? []).filter((motif) => motif === "06");
      const dit: ReponsesSensibles = reponse === "inconnu" ? {} : { handicap: { personnes, fauteuil, accessible } };
      return { sensibles: { ...autres, ...dit, motifs: [...violences, ...motifs] } };
    };
  },
};

function lirePersonnes(lecture: Lecture): number {
  const valeur = Number(valeurDe(lecture.saisie, "personnes").trim() || "1");
  if (Number.isInteger(valeur) && valeur >= 1 && valeur <= PERSONNES_MAX) return valeur;
  lecture.fail("personnes", "Combien de personnes : écrivez un nombre, par exemple 1.");
  return 1;
}

const violences: DefQuestion = {
  saisie: ({ sensibles }) => ({ violences: texte(sensibles?.violences) }),
  lire: (lecture) => {
    const choix = lireChoix(lecture, "violences", "Violences", TRI);
    return ({ sensibles }) => {
      const autres = (sensibles?.motifs ?? []).filter((motif) => motif !== "06");
      const motifs = choix === "oui" ? ["06", ...autres] : autres;
      return { sensibles: { ...sensibles, ...(choix && { violences: choix }), motifs } };
    };
  },
};

const dalo: DefQuestion = {
  saisie: ({ sensibles }) => ({ dalo: texte(sensibles?.dalo) }),
  lire: (lecture) => {
    const choix = lireChoix(lecture, "dalo", "Droit au logement", ["reconnu", "en-cours", "non", "inconnu"]);
    return ({ sensibles }) => ({ sensibles: { ...sensibles, ...(choix && { dalo: choix }) } });
  },
};

export const QUESTIONS_VOUS = { identite, joindre, situation, nationalite, handicap, violences, dalo } as const;
