import { afterEach, describe, expect, it, test } from "vitest";
import { readDroitFrom } from "#droit/regles/en-vigueur.ts";
import { DROIT_LIVRE } from "#droit/regles/livre.ts";
import { checkValeurCharte, findCharte, type ValeurCharte } from "./valeur-charte.ts";

afterEach(() => readDroitFrom(() => undefined));

const valeur = (code: ValeurCharte["code"], depuis: string, nombre: number | null): ValeurCharte => ({
  code,
  depuis,
  valeur: nombre,
  source: `Charte de ${depuis.slice(0, 4)}`,
});

describe("the values of a charte", () => {
  it("are ours, to be confirmed, or those of the document that the territory signed, until it writes its own", () => {
    const found = () => findCharte([], "2024-01-01");
    expect(found()).toMatchObject({
      partNeuf: { valeur: 0.2, confiance: "B", source: "Valeur de Blaise : à fixer par la charte de relogement" },
      limite: { valeur: { euros: null, part: null }, confiance: "B" },
    });
    readDroitFrom(() => ({ droit: DROIT_LIVRE, territoire: "200068666" }));
    expect(found().partNeuf).toMatchObject({ valeur: 0.2, confiance: "S" });
    expect(found().partNeuf.source).toContain("action 11");
  });

  it("are the territory's from their day on, each apart", () => {
    const own = [
      valeur("hausse-euros", "2025-01-01", 60),
      valeur("hausse-euros", "2023-01-01", 50),
      valeur("hausse-part", "2024-01-01", 0.1),
      valeur("part-neuf", "2024-06-01", 0.3),
    ];
    expect(findCharte(own, "2022-12-31").limite.confiance).toBe("B");
    expect(findCharte(own, "2023-01-01").limite).toEqual({
      depuis: "2023-01-01",
      valeur: { euros: 50, part: null },
      source: "Charte de 2023",
      confiance: "S",
    });
    expect(findCharte(own, "2024-05-31")).toMatchObject({
      partNeuf: { valeur: 0.2 },
      limite: { valeur: { euros: 50, part: 0.1 }, source: "Charte de 2023 ; Charte de 2024" },
    });
    expect(findCharte(own, "2025-01-01")).toMatchObject({
      partNeuf: { valeur: 0.3, source: "Charte de 2024" },
      limite: { valeur: { euros: 60, part: 0.1 } },
    });
  });

  it("may be taken back: no limit is then a choice, and no more to be confirmed", () => {
    const own = [valeur("hausse-euros", "2023-01-01", 50), valeur("hausse-euros", "2024-01-01", null)];
    expect(findCharte(own, "2024-01-01").limite).toMatchObject({ valeur: { euros: null, part: null }, confiance: "S" });
  });

  test.each([
    [valeur("hausse-euros", "2024-01-01", -1), "charte-valeur"],
    [valeur("hausse-part", "2024-01-01", 10), "charte-valeur"],
    [valeur("part-neuf", "2024-01-01", null), "charte-valeur"],
    [{ ...valeur("part-neuf", "2024-01-01", 0.2), source: " " }, "charte-source"],
  ])("%o is refused: %s", (given, code) => {
    expect(() => checkValeurCharte(given)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    [valeur("hausse-euros", "2024-01-01", 0)],
    [valeur("hausse-part", "2024-01-01", 1)],
    [valeur("hausse-euros", "2024-01-01", null)],
  ])("%o is kept", (given) => {
    expect(() => checkValeurCharte(given)).not.toThrow();
  });
});
