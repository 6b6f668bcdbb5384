import { TITRE_QUESTION } from "#dossier/regles/question.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneASaisir } from "../actes/sne-echange/exporter-transmissions.ts";
import { modeleSne, typologieSne } from "../regles/sne-echange/codes-sne.ts";
import { motifSne, TYPE_FICHIER } from "../regles/sne-echange/transmission.ts";

/** What a desk types in the national system: the parts of its message that Blaise holds, by their names there where these are known. */
export const A_SAISIR = defineTable<LigneASaisir>({
  code: "a-saisir-sne",
  titre: "À écrire dans le système national",
  colonnes: [
    colonne("typeFichier", ({ nature }) => TYPE_FICHIER[nature]),
    colonne("numUnique", ({ numero }) => numero),
    colonne("reference", ({ reference }) => reference),
    colonne("depuis", ({ depuis }) => depuis),
    colonne("civilite", ({ civilite }) => civilite),
    colonne("nom", ({ nom }) => nom),
    colonne("prenom", ({ prenom }) => prenom),
    colonne("dateNaissance", ({ naissance }) => naissance),
    colonne("telPortable", ({ telephone }) => telephone),
    colonne("mel", ({ courriel }) => courriel),
    colonne("adressePostale", ({ adresse }) => adresse),
    colonne("adressePostaleCommune", ({ adresseCommune }) => adresseCommune),
    colonne("dateCreationDemande", ({ creeLe }) => creeLe),
    colonne("dateRenouvellement", ({ renouveleeLe }) => renouveleeLe),
    colonne("communesSouhaitees", ({ communes }) => (communes.length === 0 ? null : communes.join(" "))),
    colonne("typeLogement", ({ typologie }) => typologieSne(typologie)),
    colonne("modeleLogement", ({ modeLogement }) => modeleSne(modeLogement)),
    colonne("personnes", ({ personnes }) => personnes, "entier"),
    colonne("ressourcesMensuelles", ({ revenuMensuel }) => revenuMensuel, "decimal"),
    colonne("motifDemande", ({ motif }) => motif),
    colonne("motifRadiation", ({ nature, radieMotif }) =>
      nature === "radiation" && radieMotif !== null ? motifSne(radieMotif) : null,
    ),
    colonne("dateRadiation", ({ nature, radieLe }) => (nature === "radiation" ? radieLe : null)),
    colonne("aChange", ({ etapes }) => (etapes.length === 0 ? null : etapes.map(sayEtape).join(" ; "))),
  ],
});

function colonne(
  code: string,
  valeur: Colonne<LigneASaisir>["valeur"],
  genre: "texte" | "entier" | "decimal" = "texte",
): Colonne<LigneASaisir> {
  return { code, titre: code, valeur, genre };
}

/** Title of a question, without its mark; one of another version is named by its code. */
export function sayEtape(etape: string): string {
  const titre = Object.entries(TITRE_QUESTION).find(([code]) => code === etape)?.[1];
  return titre?.replace(/\s*\?$/u, "") ?? etape;
}
