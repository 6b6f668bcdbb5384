import { createContext } from "hono/jsx";
import { AUCUNE_MASQUEE, type ColonnesMasquees } from "../../regles/table/choix-colonnes.ts";
import { queryWithMasquees } from "./adresse.ts";
import { Icone } from "./icone.tsx";

/** What this browser remembers for the lists of the page. */
export const MasqueesContext = createContext<ColonnesMasquees>(AUCUNE_MASQUEE);

type Props = {
  readonly recherche: string;
  readonly code: string;
  /** Name of the list, for those who hear the page. */
  readonly nom: string;
  readonly colonnes: readonly { readonly code: string; readonly titre: string }[];
  readonly masquees: ReadonlySet<string>;
  /** Right after a choice. */
  readonly ouvert: boolean;
};

/** Each column is a link that puts it away, or back: it needs no script, and may stand in a form. */
export function ChoixColonnes({ recherche, code, nom, colonnes, masquees, ouvert }: Props) {
  const href = (codes: readonly string[]) => `?${queryWithMasquees(recherche, code, codes)}#table-${code}`;
  const own = colonnes.filter((colonne) => masquees.has(colonne.code)).map((colonne) => colonne.code);
  return (
    <nav class="colonnes" aria-label={`Colonnes : ${nom}`}>
      <details class="exporter" open={ouvert}>
        <summary>Colonnes{own.length > 0 ? ` (${own.length} ${own.length > 1 ? "masquées" : "masquée"})` : ""}</summary>
        <ul>
          {colonnes.map((colonne) => {
            const hidden = masquees.has(colonne.code);
            const codes = hidden ? own.filter((un) => un !== colonne.code) : [...own, colonne.code];
            return (
              <li>
                <a id={`colonne-${code}-${colonne.code}`} href={href(codes)} class={hidden ? "masquee" : undefined}>
                  {hidden ? null : <Icone nom="coche" />}
                  <span class="lu">{hidden ? "Montrer" : "Masquer"} : </span>
                  {colonne.titre}
                </a>
              </li>
            );
          })}
          {own.length > 1 ? (
            <li>
              <a href={href([])}>Toutes les colonnes</a>
            </li>
          ) : null}
        </ul>
      </details>
    </nav>
  );
}
