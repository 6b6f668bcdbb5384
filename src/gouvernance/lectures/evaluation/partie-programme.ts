import { computeRegles } from "#programme/lectures/regles/compute-regles.ts";
import type { RegleLue } from "#programme/lectures/regles/regles.ts";
import { LIBELLE_ISSUE_REGLE } from "#programme/regles/regle.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { absente, contenu, type Lecteur, tableau, texte } from "./contenu.ts";

export const lireProgramme: Lecteur = async (base, { epci, aujourdhui }) => {
  const { regles, phrases } = await computeRegles(base, { epci, aujourdhui, tri: "verdict" });
  if (regles.length === 0) {
    const rien = absente(phrases.join(" "));
    return { interne: rien, publique: rien };
  }
  const jour = `Programme lu le ${formatJour(aujourdhui)}.`;
  return {
    interne: contenu(
      [jour, ...phrases],
      [tableau("Règles et verdicts", ["Règle", "Seuil", "Verdict", "Ce qui est compté"], regles.map(ligneOf))],
    ),
    publique: contenu([jour, ...phrases]),
  };
};

function ligneOf({ libelle, seuil, confiance, reponses }: RegleLue) {
  const [reponse] = reponses;
  return [
    confiance === "B" ? `${libelle} (à confirmer)` : libelle,
    seuil,
    reponse ? LIBELLE_ISSUE_REGLE[reponse.issue] : "jugée commune par commune",
    reponse ? reponse.phrases.join(" ") : "",
  ].map(texte);
}
