import { creerOperation, type FicheEcrite } from "#programme/actes/ecrire-operation.ts";
import { etablirConventionObjectif } from "#programme/actes/etablir-convention-objectif.ts";
import { examinerOperation, publierOperation } from "#programme/actes/examiner-operation.ts";
import { addFinancement } from "#programme/actes/financer-operation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { bailleurOf, type CleBailleur } from "../../../demo/bailleurs.ts";
import { communeOf } from "../../../demo/communes.ts";
import { type OperationDemo, playUntil } from "../../../demo/operation-demo.ts";
import { CONVENTIONS_OBJECTIFS, mixOf, OCCUPES_AU, OPERATIONS } from "../../../demo/operations.ts";
import type { Session } from "./session.ts";

/**
 * The register of operations, through the acts, as an officer would write it. Does nothing when there are operations already, or when the
 * bailleurs of the demonstration are not known yet.
 */
export async function openOperationsDemo(
  { base, horloge }: Pick<Session, "base" | "horloge">,
  epci: string,
): Promise<void> {
  if ((await base.operations.list(epci)).length > 0) return;
  const organisations = new Map(
    (await base.operations.bailleurs(epci)).map(({ siren, organisation }) => [siren, organisation]),
  );
  if (organisations.size === 0) return;
  const organisationOf = (cle: CleBailleur | null) =>
    cle === null ? null : (organisations.get(bailleurOf(cle).siren) ?? null);
  const cles = await readCles(base, epci);
  const aujourdhui = horloge.aujourdhui();
  // In one transaction, since a partial register would never be completed.
  await base.transaction(async (tx) => {
    for (const written of OPERATIONS) {
      const operation = playUntil(written, aujourdhui);
      const fiche = ficheOf(operation, organisationOf(operation.bailleur), cles);
      await writeOperation(tx, { epci, aujourdhui }, operation, fiche);
    }
    for (const { bailleur, anneeDebut, anneeFin, engagements } of CONVENTIONS_OBJECTIFS) {
      const organisation = organisationOf(bailleur);
      if (organisation === null) continue;
      const question = { epci, organisation, anneeDebut, anneeFin, aujourdhui };
      await etablirConventionObjectif(tx, { ...question, engagements: engagements.join("\n"), relu: true });
    }
  });
}

type Ou = { readonly epci: string; readonly aujourdhui: string };

/** Returns the id. */
export async function writeOperation(
  base: Base,
  ou: Ou,
  operation: OperationDemo,
  fiche: FicheEcrite,
): Promise<number> {
  const etat = operation.examens.length > 0 ? "deposee" : operation.etat;
  const id = await creerOperation(base, { ...ou, fiche, etat, synthetique: true });
  for (const { avis, motif } of operation.examens) {
    await examinerOperation(base, { ...ou, id, revision: 1, avis, motif, relu: true });
  }
  for (const ligne of operation.financements) await addFinancement(base, { ...ou, operation: id, ...ligne });
  if (operation.publiee) await publierOperation(base, { ...ou, id, publie: true });
  return id;
}

export function ficheOf(
  operation: OperationDemo,
  organisation: number | null,
  cles: ReadonlyMap<string, readonly string[]>,
): FicheEcrite {
  const { nom, genre, cadre, commune, qpv, logements, individuels, typologies, loyerM2, premiersBaux, etapes } =
    operation;
  const { demolition } = operation;
  return {
    nom,
    genre,
    cadre,
    organisation,
    commune,
    logements,
    individuels,
    typologies,
    loyerM2,
    premiersBaux,
    etapes,
    secteur: communeOf(commune).secteur,
    situation: qpv ? "qpv" : "hors-qpv",
    residences: (demolition?.immeubles ?? []).flatMap((immeuble) => cles.get(fold(immeuble)) ?? []),
    collectifs: logements === null || individuels === null ? null : logements - individuels,
    financements: mixOf(operation),
    aReloger: demolition ? { occupes: demolition.occupes, occupesAu: OCCUPES_AU, depuis: demolition.depuis } : null,
  };
}

/** Keys of the OPH's résidences in the QPV, by name, in the last published stock. */
async function readCles(base: Base, epci: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined) return new Map();
  const { siren } = bailleurOf("oph");
  const found = new Map<string, string[]>();
  for (const { nom, cle, bailleur, situation } of await base.parc.residences(epci, millesime)) {
    if (bailleur !== siren || situation !== "qpv") continue;
    found.set(fold(nom), [...(found.get(fold(nom)) ?? []), cle]);
  }
  return found;
}

/** The files differ by capitals and accents. */
export function fold(nom: string): string {
  return nom.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}
