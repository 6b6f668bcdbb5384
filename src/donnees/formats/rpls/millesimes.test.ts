import { describe, expect, it, test } from "vitest";
import { TRACES_RPLS, type TraceMillesime } from "../../regles/rpls/millesimes.ts";
import { fichierOf } from "../fichier.ts";
import type { Anomalie, LigneLue } from "../lecture.ts";
import { openLecture } from "../open-lecture.ts";
import type { LogementRow } from "../rows.ts";

/** Two synthetic dwellings, one whose commune lost its zero; every other column is empty. */
const VALEURS: Readonly<Record<string, readonly [string, string]>> = {
  DEPCOM: ["52448", "1004"],
  CODEPOSTAL: ["52100", "1500"],
  NUMVOIE: ["12", "3"],
  TYPVOIE: ["RUE", "RUE"],
  NOMVOIE: ["DES ESSAIS", "DES TESTS"],
  QPV: ["1", "2"],
  QPV_CODE: ["1", "2"],
  TYPECONST: ["C", "I"],
  TYPECONST_CODE: ["C", "I"],
  NBPIECE: ["3", "5"],
  SURFHAB: ["62", "98"],
  CONSTRUCT: ["1974", "2001"],
  FINAN: ["13", "10"],
  FINAN_CODE: ["13", "10"],
  CONV: ["1", "1"],
  DPEENERGIE: ["D", "4"],
  PLG_IRIS: ["0101", "0000"],
  PLG_QP: ["QP052001", "HZ"],
  PLG_QP24: ["QN05201M", "HZ"],
  PLG_QP15: ["QP052001", "HZ"],
};

async function read({ annee, entetes }: TraceMillesime) {
  const lignes = [0, 1].map((rang) => entetes.map((nom) => VALEURS[nom.toUpperCase()]?.[rang] ?? "").join(";"));
  const fichier = fichierOf(`rpls-${annee}.csv`, Buffer.from(`${[entetes.join(";"), ...lignes].join("\r\n")}\r\n`));
  const lecture = await openLecture(fichier, { hash: () => "", aujourdhui: "2026-01-31" });
  const lues: LigneLue<LogementRow>[] = [];
  for await (const lot of lecture.lots) lues.push(...(lot as readonly LigneLue<LogementRow>[])); // the source is asserted below
  const anomalies: Anomalie[] = lues.flatMap((ligne) => [...ligne.anomalies]);
  return { lecture, anomalies, rows: lues.flatMap((ligne) => (ligne.kind === "acceptee" ? [ligne.row] : [])) };
}

describe("the open files of RPLS, vintage by vintage", () => {
  it("are all of the years from 2019 to 2025, once each", () => {
    expect(TRACES_RPLS.map(({ annee }) => annee)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    for (const { entetes } of TRACES_RPLS) expect(new Set(entetes).size).toBe(entetes.length);
    expect(TRACES_RPLS.at(-1)?.entetes).toHaveLength(73);
  });

  test.each(TRACES_RPLS.map((trace) => [trace.annee, trace] as const))("%s is read as it is", async (annee, trace) => {
    const { lecture, rows, anomalies } = await read(trace);
    expect(lecture.source).toBe("rpls");
    expect(lecture.profil).toBe(annee < 2022 ? "rpls-opendata-47" : "rpls-dido-73");
    expect(anomalies.filter(({ code }) => code === "colonne-inconnue")).toEqual([]);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      commune: "52448",
      situationDeclaree: "qpv",
      pieces: 3,
      surface: 62,
      construction: 1974,
      financement: "13",
      typeConstruction: "C",
      dpeEnergie: "D",
    });
    expect(rows[1]).toMatchObject({
      commune: "01004",
      situationDeclaree: "hors-qpv",
      pieces: 5,
      typeConstruction: "I",
    });
    // The open file never gives a rent nor who lives there: absent, never 0.
    expect(rows[0]?.loyer).toBeNull();
    expect(lecture.champsAbsents).toEqual(expect.arrayContaining(["loyer", "identRep"]));
  });
});
