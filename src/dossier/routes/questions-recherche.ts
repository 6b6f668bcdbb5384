import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { type Champ, choix, choixOu, Faute, groupe, jourOuVide, plusieurs, propre } from "#socle/routes/champs.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { PatchReponses } from "../actes/ecrire-reponse.ts";
import { MOTIFS_DEMANDE } from "../regles/libelles-reponses.ts";
import { revisionOf } from "../regles/question.ts";
import { type Reponses, type Souhait, TYPOLOGIES } from "../regles/reponses.ts";
import { LIEUX_MAX, rechercheOf } from "../regles/sections.ts";
import { type ContexteLecture, defineQuestion, euros } from "./question.ts";

/** Merges the answers of this page with those of the other pages of the search. */
function recherche(reponses: Reponses, dite: Partial<Reponses["recherche"]>): PatchReponses {
  return { reponses: { recherche: { ...rechercheOf(reponses), ...dite } } };
}

const motifs = defineQuestion({
  saisie: ({ reponses }) => {
    const [principal, ...autres] = rechercheOf(reponses).motifs;
    return { principal: writeTexte(principal), autres };
  },
  champs: () => ({ principal: choix("Raison principale", MOTIFS_DEMANDE), autres: plusieurs(MOTIFS_DEMANDE) }),
  dire: ({ principal, autres }, { reponses }) => recherche(reponses, { motifs: [...new Set([principal, ...autres])] }),
});

const logement = defineQuestion({
  saisie: ({ reponses }) => {
    const { typologies, genre, loyerMax } = rechercheOf(reponses);
    if (revisionOf(reponses, "recherche/logement") === 0) return { typologies };
    return { typologies, genre: [genre], loyer_max: writeTexte(loyerMax) };
  },
  champs: () => ({
    typologies: plusieurs(TYPOLOGIES).refine(({ length }) => length > 0, "Taille\u00A0: cochez au moins une réponse."),
    genre: choixOu("Appartement ou maison", ["appartement", "maison", "indifferent"], "indifferent"),
    loyer_max: euros("Loyer maximum"),
  }),
  dire: ({ loyer_max: loyerMax, ...dite }, { reponses }) => recherche(reponses, { ...dite, loyerMax }),
});

const lieux = defineQuestion({
  saisie: ({ souhaits, reponses }) => ({
    ...Object.fromEntries(souhaits.map((souhait, rang) => [`lieu_${rang + 1}`, [codeOf(souhait)]])),
    ...(revisionOf(reponses, "recherche/lieux") > 0 && {
      elargir: [rechercheOf(reponses).elargir ? "oui" : "non"],
    }),
  }),
  champs: (saisie, contexte) => ({
    souhaits: souhaitsOf(saisie, contexte),
    elargir: choix("Autres communes", ["oui", "non"]),
  }),
  dire: ({ souhaits, elargir }, { reponses }) => ({ souhaits, ...recherche(reponses, { elargir: elargir === "oui" }) }),
});

function codeOf(souhait: Souhait): string {
  return "commune" in souhait ? souhait.commune : `secteur:${souhait.secteur}`;
}

/** Wishes in order; an empty line is skipped, and a repeated place kept once. */
function souhaitsOf(saisie: SaisieFormulaire, contexte: ContexteLecture): Champ<readonly Souhait[]> {
  const connus = new Map(
    [...contexte.communes.map((commune) => ({ commune })), ...contexte.secteurs.map((secteur) => ({ secteur }))].map(
      (souhait) => [codeOf(souhait), souhait],
    ),
  );
  const lieu = (rang: number) =>
    propre((code) => (code === "" ? null : connus.get(code)), `Choix ${rang}\u00A0: choisissez dans la liste.`);
  const rangs = Array.from({ length: LIEUX_MAX }, (_, avant) => avant + 1);
  return groupe(saisie, Object.fromEntries(rangs.map((rang) => [`lieu_${rang}`, lieu(rang)])), (lieux) => {
    const souhaits = new Set(Object.values(lieux).filter((souhait) => souhait !== null));
    return souhaits.size > 0 ? [...souhaits] : new Faute("Choisissez au moins un lieu.", "lieu_1");
  });
}

const rapide = defineQuestion({
  saisie: ({ reponses }) => {
    const { meuble, mobilite } = rechercheOf(reponses);
    if (revisionOf(reponses, "recherche/rapide") === 0) return {};
    return {
      mobilite: [mobilite === null ? "non" : "oui"],
      du: writeTexte(mobilite?.du),
      au: writeTexte(mobilite?.au),
      meuble: [meuble ? "oui" : "non"],
    };
  },
  champs: (saisie) => ({
    mobilite: choix("Nouveau travail", ["oui", "non"]),
    sejour: sejourOf(saisie),
    meuble: choix("Logement meublé", ["oui", "non"]),
  }),
  dire: ({ mobilite, sejour, meuble }, { reponses }) =>
    recherche(reponses, { mobilite: mobilite === "oui" ? sejour : null, meuble: meuble === "oui" }),
});

function sejourOf(saisie: SaisieFormulaire) {
  return groupe(saisie, { du: jourOuVide("Arrivée"), au: jourOuVide("Départ") }, ({ du, au }) =>
    du !== null && au !== null && au < du
      ? new Faute("Départ\u00A0: cette date est avant l’arrivée.", "au")
      : { du, au },
  );
}

export const QUESTIONS_RECHERCHE = { motifs, logement, lieux, rapide } as const;
