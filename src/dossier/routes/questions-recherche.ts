import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import { MOTIFS_DEMANDE } from "../regles/libelles-reponses.ts";
import { revisionOf } from "../regles/question.ts";
import { type Souhait, TYPOLOGIES } from "../regles/reponses.ts";
import { LIEUX_MAX, rechercheOf } from "../regles/sections.ts";
import { type ContexteLecture, type DefQuestion, lireChoix, lireEuros, texte } from "./question.ts";

const motifs: DefQuestion = {
  saisie: ({ reponses }) => {
    const [principal, ...autres] = rechercheOf(reponses).motifs;
    return { principal: texte(principal), autres };
  },
  lire: (lecture) => {
    const principal = lireChoix(lecture, "principal", "Raison principale", MOTIFS_DEMANDE);
    const autres = lecture.several("autres", MOTIFS_DEMANDE).filter((motif) => motif !== principal);
    const codes = principal === null ? autres : [principal, ...autres];
    return ({ reponses }) => ({ reponses: { recherche: { ...rechercheOf(reponses), motifs: codes } } });
  },
};

const logement: DefQuestion = {
  saisie: ({ reponses }) => {
    const { typologies, genre, loyerMax } = rechercheOf(reponses);
    if (revisionOf(reponses, "recherche/logement") === 0) return { typologies };
    return { typologies, genre: [genre], loyer_max: texte(loyerMax) };
  },
  lire: (lecture) => {
    const typologies = lecture.several("typologies", TYPOLOGIES);
    if (typologies.length === 0) lecture.fail("typologies", "Taille : cochez au moins une réponse.");
    const genre = lecture.choiceOrNull("genre", "Appartement ou maison", ["appartement", "maison", "indifferent"]);
    const loyerMax = lireEuros(lecture, "loyer_max", "Loyer maximum");
    return ({ reponses }) => ({
      reponses: {
        recherche: { ...rechercheOf(reponses), typologies, genre: genre ?? "indifferent", loyerMax },
      },
    });
  },
};

const lieux: DefQuestion = {
  saisie: ({ souhaits, reponses }) => ({
    ...Object.fromEntries(souhaits.map((souhait, rang) => [`lieu_${rang + 1}`, [codeOf(souhait)]])),
    ...(revisionOf(reponses, "recherche/lieux") > 0 && {
      elargir: [rechercheOf(reponses).elargir ? "oui" : "non"],
    }),
  }),
  lire: (lecture, contexte) => {
    const souhaits = lireLieux(lecture, contexte);
    const elargir = lireChoix(lecture, "elargir", "Autres communes", ["oui", "non"]) === "oui";
    return ({ reponses }) => ({ souhaits, reponses: { recherche: { ...rechercheOf(reponses), elargir } } });
  },
};

function codeOf(souhait: Souhait): string {
  return "commune" in souhait ? souhait.commune : `secteur:${souhait.secteur}`;
}

/** In their order; an empty line between two says nothing, and a place is wished once. */
function lireLieux(lecture: Lecture, { communes, secteurs }: ContexteLecture): readonly Souhait[] {
  const connus = new Set([...communes, ...secteurs.map((secteur) => `secteur:${secteur}`)]);
  const codes: string[] = [];
  for (let rang = 1; rang <= LIEUX_MAX; rang++) {
    const code = valeurDe(lecture.saisie, `lieu_${rang}`);
    if (code === "" || codes.includes(code)) continue;
    if (connus.has(code)) codes.push(code);
    else lecture.fail(`lieu_${rang}`, `Choix ${rang} : choisissez dans la liste.`);
  }
  if (codes.length === 0 && lecture.erreurs.length === 0) lecture.fail("lieu_1", "Choisissez au moins un lieu.");
  return codes.map((code) => (code.startsWith("secteur:") ? { secteur: code.slice(8) } : { commune: code }));
}

const rapide: DefQuestion = {
  saisie: ({ reponses }) => {
    const { meuble, mobilite } = rechercheOf(reponses);
    if (revisionOf(reponses, "recherche/rapide") === 0) return {};
    return {
      mobilite: [mobilite === null ? "non" : "oui"],
      du: texte(mobilite?.du),
      au: texte(mobilite?.au),
      meuble: [meuble ? "oui" : "non"],
    };
  },
  lire: (lecture) => {
    const choix = lireChoix(lecture, "mobilite", "Nouveau travail", ["oui", "non"]);
    const du = lecture.dayOrNull("du", "Arrivée");
    const au = lecture.dayOrNull("au", "Départ");
    if (du !== null && au !== null && au < du) lecture.fail("au", "Départ : cette date est avant l’arrivée.");
    const mobilite = choix === "oui" ? { du, au } : null;
    const meuble = lireChoix(lecture, "meuble", "Logement meublé", ["oui", "non"]) === "oui";
    return ({ reponses }) => ({ reponses: { recherche: { ...rechercheOf(reponses), mobilite, meuble } } });
  },
};

export const QUESTIONS_RECHERCHE = { motifs, logement, lieux, rapide } as const;
