import { expect, it } from "vitest";
import { toEffortJson } from "#bilan/documents/effort-json.ts";
import { EFFORT_2018, effortOf } from "../../../../test/fixtures/effort-2018.ts";
import { effortSchema } from "./effort-schema.ts";

it("the documented object is the one that is sent, no field more or less", async () => {
  for (const effort of [
    EFFORT_2018,
    await effortOf({}, { sansConvention: true }),
    await effortOf({}, { acheve: true }),
  ]) {
    const sent = toEffortJson(effort);
    expect(effortSchema.parse(sent)).toEqual(sent);
  }
});
