import { describe, expect, it } from "vitest";
import { CODE_OFFICIEL } from "../../../service/commandes/code-officiel.ts";
import { distancesDepuis } from "./distances.ts";

describe("kilometres between communes", () => {
  it("are those of the map, and unknown where it has no commune", async () => {
    const distances = await distancesDepuis(CODE_OFFICIEL, "52448", ["52448", "52550", "51649", "13055", "99999"]);
    expect(distances.get("52448")).toBe(0);
    // Saint-Dizier to Wassy 16 km, to Vitry-le-François 28 km, to Marseille some 590 km.
    expect(distances.get("52550")).toBeCloseTo(16, -1);
    expect(distances.get("51649")).toBeCloseTo(28, -1);
    expect(distances.get("13055")).toBeGreaterThan(500);
    expect(distances.has("99999")).toBe(false);
    expect(await distancesDepuis(CODE_OFFICIEL, "99999", ["52448"])).toEqual(new Map());
  });
});
