import type { Child } from "hono/jsx";
import { CadreTable, Rangees } from "./table.tsx";

type ColonneTable = { readonly titre: string; readonly nombre?: boolean };

type TableProps = {
  readonly titre: string;
  /** What the frame is called, when another table has the same title. */
  readonly nom?: string;
  /** The first one heads the rows. */
  readonly colonnes: readonly ColonneTable[];
  readonly lignes: readonly (readonly Child[])[];
  readonly total?: readonly Child[];
  /** false: a matrix of figures, which is read in its columns and scrolls on a phone. */
  readonly cartes?: boolean;
};

/** Cells that are drawn already: a table that nothing else is made from. */
export function TableFiches({ titre, nom = titre, colonnes, lignes, total, cartes = true }: TableProps) {
  const titres = colonnes.map(({ titre: code, nombre }) => ({ code, titre: code, genre: genreOf(nombre) }));
  return (
    <CadreTable titre={titre} nom={nom} cartes={cartes}>
      <Rangees titres={titres} lignes={lignes} totaux={total ? [total] : []} />
    </CadreTable>
  );
}

function genreOf(nombre = false): "nombre" | "texte" {
  return nombre ? "nombre" : "texte";
}
