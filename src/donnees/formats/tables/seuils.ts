import { REGION_ILE_DE_FRANCE } from "#droit/regles/ile-de-france.ts";
import { requise } from "../decode/colonne.ts";
import { quote } from "../french.ts";
import { sirenBailleur } from "../values/code.ts";
import { jour } from "../values/date.ts";
import { isEmpty, type Lecteur, reject } from "../values/defaut.ts";
import { annee, entier } from "../values/nombre.ts";
import { texteLibre } from "../values/texte.ts";
import { buildTableProfil } from "./table.ts";

/** Published thresholds run from 5 964 to 12 087 € a year per consumption unit (2021): outside 4 000 to 20 000, it is a typing mistake. */
const seuil: Lecteur<number> = (texte) => {
  if (isEmpty(texte)) return null;
  const lu = entier({ min: 4_000, max: 20_000 })(texte);
  return typeof lu === "number" || lu === null
    ? lu
    : reject(
        "seuil-implausible",
        `${quote(texte)} n’est pas un seuil plausible (de 4 000 à 20 000 € par an et par unité de consommation). Vérifiez l’arrêté.`,
      );
};

/** Île-de-France has one value for all its territories: its line names the région, by its code or its name. */
const titulaire: Lecteur<string> = (texte) =>
  /^\s*(région\s+)?(11|île-de-france|ile-de-france)\s*$/i.test(texte) ? REGION_ILE_DE_FRANCE : sirenBailleur(texte);

/** The threshold of a year may be published in advance. */
const AVANCE = "9999-12-31";

export const PROFIL_SEUILS = buildTableProfil({
  source: "seuils",
  libelle: "Seuils du 1er quartile",
  propres: ["seuil_annuel_uc"],
  colonnes: {
    epci: requise(["siren_epci"], "code", () => titulaire),
    libelle: { noms: ["libelle"], genre: "texte", lecteur: () => texteLibre },
    annee: requise(["annee"], "nombre", () => annee({ min: 2015, aujourdhui: AVANCE })),
    seuilAnnuelUc: requise(["seuil_annuel_uc"], "nombre", () => seuil),
    arrete: { noms: ["arrete"], genre: "texte", lecteur: () => texteLibre },
    dateEffet: requise(["date_effet"], "date", (c) => jour(c, { future: true })),
  },
  read: (ligne, c) => {
    const epci = c.epci.read(ligne);
    const libelle = c.libelle.read(ligne);
    const year = c.annee.read(ligne);
    const seuilAnnuelUc = c.seuilAnnuelUc.read(ligne);
    const arrete = c.arrete.read(ligne);
    const dateEffet = c.dateEffet.read(ligne);
    if (epci === null || year === null || seuilAnnuelUc === null || dateEffet === null) return null;
    return { epci, libelle, annee: year, seuilAnnuelUc, arrete, dateEffet };
  },
});
