import { formatMesure, manqueMesure } from "../../regles/shared/format.ts";
import { LIBELLE_MANQUE, listManques, type Manque, sayManque } from "../../regles/shared/manque.ts";

/** Where a value is not: the word, the same everywhere. What it means is said once, by the legend of its table. */
export function MotManque({ manque }: { manque: Manque }) {
  return <span class="manque">{LIBELLE_MANQUE[manque]}</span>;
}

/** The one figure of a measure, or why there is none. */
export function TauxOuManque({ mesure }: { mesure: Parameters<typeof formatMesure>[0] }) {
  const manque = manqueMesure(mesure);
  return manque === null ? formatMesure(mesure) : <MotManque manque={manque} />;
}

/** Under a table: the words found in it, each explained. `id`: the table's `aria-describedby`. */
export function LegendeManques({ manques, id }: { manques: Iterable<Manque | null>; id?: string | undefined }) {
  const found = listManques(manques);
  if (found.length === 0) return null;
  return (
    <ul class="manques discret" id={id} aria-label="Mots du tableau">
      {found.map((manque) => (
        <li>{sayManque(manque)}</li>
      ))}
    </ul>
  );
}
