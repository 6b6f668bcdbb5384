import { utils, write } from "@e965/xlsx";
import { describe, expect, it, test } from "vitest";
import { openTexte, readTexte } from "../../../../test/fixtures/lecture.ts";
import { INDICATEURS_OCCUPATION } from "../../regles/occupation/indicateur.ts";

const ENTETE = "enquete;siren_bailleur;code_commune;residence;population;indicateur;effectif;repondants";
const BAILLEUR = "999000011";
const file = (...lignes: readonly string[]) => `${ENTETE}\n${lignes.join("\n")}\n`;
const ligne = (
  given: Readonly<Partial<Record<"population" | "indicateur" | "effectif" | "repondants" | "residence", string>>> = {},
) => {
  const cells = {
    residence: "Crète",
    population: "population totale",
    indicateur: "apl",
    effectif: "40",
    repondants: "62",
    ...given,
  };
  const { residence, population, indicateur, effectif, repondants } = cells;
  return `2018;${BAILLEUR};52448;${residence};${population};${indicateur};${effectif};${repondants}`;
};

describe("a survey of occupants by résidence", () => {
  it("is recognised, and read", async () => {
    const { lecture, rows } = await readTexte("ops.csv", file(ligne(), ligne({ population: "emménagés récents" })));
    expect(lecture.source).toBe("ops");
    const commun = { enquete: 2018, bailleur: BAILLEUR, commune: "52448", residence: "Crète", indicateur: "apl" };
    expect(rows).toEqual([
      { ...commun, population: "occupants", effectif: 40, repondants: 62 },
      { ...commun, population: "emmenages-recents", effectif: 40, repondants: 62 },
    ]);
  });

  it("is recognised under the other names of its columns, in any order, with columns that are not kept", async () => {
    const texte =
      "Commentaire;Nom bailleur;SIRET bailleur;Code INSEE;Programme;Année;Champ;Critère;Nb ménages;Nb répondants\n" +
      "synthétique;OPH;99900001100018;52448;Crète;2018;Ensemble;Familles monoparentales;12;62\n";
    const { lecture, rows, anomalies } = await readTexte("occupation.csv", texte);
    expect(lecture.source).toBe("ops");
    expect(rows).toMatchObject([
      { bailleur: BAILLEUR, population: "occupants", indicateur: "famille-monoparentale", effectif: 12 },
    ]);
    expect(anomalies).toEqual([]);
  });

  it("is read in a workbook", async () => {
    const sheet = utils.aoa_to_sheet([
      ENTETE.split(";"),
      [2018, BAILLEUR, "52448", "Crète", "occupants", "impayé 3 mois", 4, 62],
    ]);
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, "OPS");
    const octets: Uint8Array = write(book, { type: "buffer", bookType: "xlsx" });
    const { rows } = await readTexte("ops.xlsx", octets);
    expect(rows).toMatchObject([{ indicateur: "impaye-3-mois", effectif: 4, repondants: 62 }]);
  });

  test.each(INDICATEURS_OCCUPATION)("knows the indicator %s by its code", async (indicateur) => {
    const { rows } = await readTexte("ops.csv", file(ligne({ indicateur })));
    expect(rows).toMatchObject([{ indicateur }]);
  });

  test.each([
    [{ indicateur: "revenu médian" }, "indicateur-inconnu", "indicateur"],
    [{ population: "demandeurs" }, "population-inconnue", "population"],
    [{ effectif: "63" }, "effectif-superieur", "effectif"],
    [{ effectif: "s" }, "valeur-masquee", "effectif"],
    [{ repondants: "< 11" }, "valeur-masquee", "repondants"],
    [{ effectif: "-1" }, "nombre-hors-bornes", "effectif"],
    [{ repondants: "" }, "valeur-absente", "repondants"],
    [{ residence: "" }, "valeur-absente", "residence"],
  ] as const)("rejects the line that says %o", async (cells, code, colonne) => {
    const { rows, rejets } = await readTexte("ops.csv", file(ligne(cells), ligne()));
    expect(rows).toHaveLength(1);
    expect(rejets).toMatchObject([{ ligne: 2, anomalies: [{ code, colonne, gravite: "LIG" }] }]);
  });

  it("puts aside a line that nobody answered: it is neither wrong nor 0 %", async () => {
    const { rows, rejets, codes } = await readTexte(
      "ops.csv",
      file(ligne({ effectif: "0", repondants: "0" }), ligne()),
    );
    expect([rows.length, rejets.length, codes]).toEqual([1, 0, ["sans-repondant"]]);
  });

  it("keeps an indicator that nobody has: 0 of those who answered", async () => {
    const { rows } = await readTexte("ops.csv", file(ligne({ effectif: "0" })));
    expect(rows).toMatchObject([{ effectif: 0, repondants: 62 }]);
  });
});

describe("a file of persons is refused whole", () => {
  test.each([
    "Nom",
    "Nom du locataire",
    "nom_de_famille",
    "Nom des occupants",
    "Prénom du titulaire",
    "Date de naissance",
    "Adresse e-mail",
    "Courriel",
    "Téléphone",
    "Numéro unique",
    "N° locataire (id_locataire)",
    "numero_bail",
    "IDENT_REP",
    "Numéro allocataire",
    "Revenu fiscal de référence",
    "Nationalité",
    "Âge",
  ])("with a column « %s »", async (colonne) => {
    const texte = `${ENTETE};${colonne}\n${ligne()};x\n`;
    const refus = await openTexte("ops.csv", texte).catch((error: unknown) => error);
    expect(refus).toMatchObject({ code: "fichier-nominatif", details: { colonne, ligne: 1 } });
  });

  test.each(["nom_residence", "Nom bailleur", "Nom commune", "Numéro de ligne", "Quartier", "Nombre de locataires"])(
    "but not with « %s », which names nobody",
    async (colonne) => {
      const { rows } = await readTexte("ops.csv", `${ENTETE};${colonne}\n${ligne()};x\n`);
      expect(rows).toHaveLength(1);
    },
  );

  it("with a column of NIR, or one in any cell, as everywhere", async () => {
    const nir = "155089912345670";
    await expect(openTexte("ops.csv", `${ENTETE};NIR\n${ligne()};\n`)).rejects.toMatchObject({ code: "nir-present" });
    await expect(readTexte("ops.csv", `${ENTETE};note\n${ligne()};${nir}\n`)).rejects.toMatchObject({
      code: "nir-present",
    });
  });

  it("when each of its lines is one household out of one", async () => {
    const seul = (indicateur: string, effectif: string) => ligne({ indicateur, effectif, repondants: "1" });
    await expect(readTexte("ops.csv", file(seul("apl", "1"), seul("sans-emploi", "0")))).rejects.toMatchObject({
      code: "lignes-de-menages",
      details: { lignes: 2 },
    });
  });

  it("but a résidence where one household answered is a résidence like another", async () => {
    const { rows } = await readTexte("ops.csv", file(ligne({ effectif: "1", repondants: "1" }), ligne()));
    expect(rows).toHaveLength(2);
  });

  it("says no more of the persons than the name of the column", async () => {
    const texte = `${ENTETE};Nom de naissance\n${ligne()};Personne-Imaginaire\n`;
    const refus = await openTexte("ops.csv", texte).catch((error: unknown) => error);
    expect(JSON.stringify(refus)).not.toContain("Imaginaire");
    expect(refus).toHaveProperty("message", expect.not.stringContaining("Imaginaire"));
  });
});
