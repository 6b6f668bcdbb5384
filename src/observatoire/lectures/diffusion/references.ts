import type { Engagement } from "#engagements/regles/convention/engagement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { cleObjectif } from "./attributions.ts";

/** A count that everyone reads elsewhere: the base of a convention's number, printed on its page. It can no longer be hidden. */
export type Connu = { readonly cle: string; readonly valeur: number };

/** Bases printed by the versions in force, for the EPCI and its bailleurs. Two versions with different bases give two entries. */
export async function readReferences(
  { conventions }: Pick<Base, "conventions">,
  epci: string,
): Promise<readonly Connu[]> {
  const versions = await conventions.versions(epci);
  const all = versions
    .filter(({ depuis }) => depuis !== null)
    .flatMap(({ engagements }) => engagements.flatMap(readOne));
  return [...new Map(all.map((connu) => [`${connu.cle} ${connu.valeur}`, connu])).values()];
}

function readOne({ objet, porteur, reference }: Engagement): readonly Connu[] {
  if (reference === null || porteur.type === "reservataire" || (objet !== "hors-qpv" && objet !== "qpv")) return [];
  const siren = porteur.type === "epci" ? null : porteur.siren;
  const base = objet === "hors-qpv" ? "hors-assiette" : "qpv-assiette";
  return [{ cle: cleObjectif(reference.annee, siren, { objet: base }), valeur: reference.assiette }];
}
