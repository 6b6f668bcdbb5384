import { LIBELLE_NATURE_TRANSMISSION } from "#dossier/regles/transmission.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Depart } from "../../actes/sne-echange/transmettre.ts";

/** What was accepted (null: nothing), then one sentence for each line that was not. */
export function direDepart({ acceptees, autres, restees }: Depart): {
  readonly annonce: string | null;
  readonly restes: readonly string[];
} {
  const dites = autres.map(({ transmission: { reference, nature }, refus }) => {
    const quoi = `${reference ?? "Dossier sans référence"}, ${LIBELLE_NATURE_TRANSMISSION[nature].toLowerCase()}`;
    return `${quoi} : ${refus.message}`;
  });
  const laissees = formatCompte(restees, "ligne n’est pas partie", "lignes ne sont pas parties");
  return {
    annonce:
      acceptees === 0
        ? null
        : `${formatCompte(acceptees, "ligne acceptée", "lignes acceptées")} par le système national.`,
    restes: restees === 0 ? dites : [...dites, `${laissees} : à envoyer quand il répondra.`],
  };
}
