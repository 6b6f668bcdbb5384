import type { Base } from "#socle/lectures/base.ts";
import type { TypeOrganisation } from "#socle/regles/habilitation/type-organisation.ts";
import { illisible } from "#socle/regles/shared/refus.ts";
import { type CodeReservataire, isDuring } from "../../regles/contingent/droit.ts";
import { keyPorteur, type Porteur } from "../../regles/convention/engagement.ts";

type Reservataire = Extract<Porteur, { readonly type: "reservataire" }>;

/** SNE code of an organisation without a written right. */
const CODE_PAR_TYPE: Readonly<Partial<Record<TypeOrganisation, CodeReservataire>>> = {
  commune: "COLTER",
  epci: "COLTER",
  etat: "PPRIOR",
  reservataire: "AUTRES",
};

/** Organisations that may have an objective of their own, under the codes of their rights and conventions, else of their kind. */
export async function readReservataires(
  base: Pick<Base, "contingents">,
  epci: string,
  annee: number,
): Promise<readonly Reservataire[]> {
  const [organisations, droits, conventions] = await Promise.all([
    base.contingents.organisations(epci, []),
    base.contingents.droits(epci),
    base.contingents.conventions(epci),
  ]);
  const held = [...droits.filter((droit) => isDuring(droit, annee)), ...conventions];
  const all = organisations.flatMap(({ id, nom, type }): readonly Reservataire[] => {
    const own = held.filter(({ reservataire }) => reservataire === id).map(({ contingent }) => contingent);
    const byKind = CODE_PAR_TYPE[type];
    const codes = own.length > 0 ? [...new Set(own)] : byKind === undefined ? [] : [byKind];
    return codes.map((contingent) => ({ type: "reservataire", contingent, organisation: { id, nom } }));
  });
  return [...new Map(all.map((one) => [keyPorteur(one), one])).values()];
}

/** Adds the name. Throws `saisie-invalide` when the territory has no such organisation. */
export function namePorteur(porteur: Porteur, reservataires: readonly Reservataire[]): Porteur {
  if (porteur.type !== "reservataire" || porteur.organisation === undefined) return porteur;
  const { id } = porteur.organisation;
  const found = reservataires.find(({ organisation }) => organisation?.id === id);
  if (found?.organisation) return { ...porteur, organisation: found.organisation };
  throw illisible("saisie-invalide", "Ce réservataire n’est pas de ce territoire. Choisissez-le dans la liste.");
}
