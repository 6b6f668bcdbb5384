import { type ConventionBase, readConvention } from "#bilan/lectures/convention/read-convention.ts";
import { pickVersion, type VersionVisee } from "#engagements/actes/convention/deps.ts";
import type { VersionLue } from "#engagements/lectures/convention/convention.ts";
import type { Engagement } from "#engagements/regles/convention/engagement.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { type Rejeu, rejouerAvenant } from "./rejouer-avenant.ts";

/** What the typed objectives would give, before anything is saved. */
export type Verification = {
  /** The draft read with the typed objectives: its checks and its notice. */
  readonly lue: VersionLue;
  /** The published years judged with the typed objectives; null: the reader may not read every bailleur. */
  readonly rejeu: Rejeu | null;
};

/** Reads the draft and its replay as if these objectives were saved; saves nothing. Throws `version-inconnue`. */
export async function verifyObjectifs(
  base: ConventionBase,
  { epci, numero, engagements }: VersionVisee & { readonly engagements: readonly Engagement[] },
  jour: string,
): Promise<Verification> {
  const { acteur, cubes, territoires } = base;
  const typed: ConventionBase = {
    acteur,
    cubes,
    territoires,
    conventions: {
      ...base.conventions,
      versions: async (asked) => {
        const versions = await base.conventions.versions(asked);
        return versions.map((version) => (version.numero === numero ? { ...version, engagements } : version));
      },
    },
  };
  const convention = await readConvention(typed, epci, jour);
  return {
    lue: pickVersion(convention.versions, numero),
    rejeu: peutPartout(acteur, "bilan", "lire", epci) ? await rejouerAvenant(typed, { epci, numero }, jour) : null,
  };
}
