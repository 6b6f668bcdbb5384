import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import { Defaut } from "#donnees/formats/values/defaut.ts";
import { readReference } from "#dossier/regles/registre/reference.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Identifier of the file, its reference « D-7KQ4-XM2R », or the keyed hash of its unique number, the only way for a réservataire. */
export type DossierDesigne =
  | { readonly demandeur: string }
  | { readonly reference: string }
  | { readonly numeroHash: string };

/** Parses a reference, or a unique number, which is hashed at once. Refuses `saisie-a-corriger`, without repeating the input. */
export function readDossierDesigne(ecrite: string, hash: (numero: string) => string): DossierDesigne {
  const reference = readReference(ecrite);
  if (reference !== null) return { reference };
  const numero = numeroUnique(ecrite);
  if (numero !== null && !(numero instanceof Defaut)) return { numeroHash: hash(numero) };
  throw unread();
}

/** The same, of a reference alone. */
export function readReferenceDemande(ecrite: string): string {
  const reference = readReference(ecrite);
  if (reference === null) throw unread();
  return reference;
}

function unread(): Refus {
  return new Refus("saisie-a-corriger", "Référence : écrivez-la comme sur l’attestation, par exemple D-7KQ4-XM2R.", {
    champ: "reference",
  });
}
