import { formatMesure, manqueMesure } from "../../regles/shared/format.ts";
import { LIBELLE_MANQUE, listManques, type Manque, sayManque } from "../../regles/shared/manque.ts";

/** Word of a missing value, the same everywhere. The legend of the table explains it once. */
export function MotManque({ manque }: { manque: Manque }) {
  return <span class="manque">{LIBELLE_MANQUE[manque]}</span>;
}

/** Rate of a measure, or the word for its absence. */
export function TauxOuManque({ mesure }: { mesure: Parameters<typeof formatMesure>[0] }) {
  const manque = manqueMesure(mesure);
  return manque === null ? formatMesure(mesure) : <MotManque manque={manque} />;
}

/** Legend under a table: its words for missing values, each explained. `id`: for the table's `aria-describedby`. */
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
