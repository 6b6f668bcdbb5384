import { labelOf, sayValeur } from "#droit/regles/dire-valeur.ts";
import type { Declaration } from "#droit/regles/enregistrement.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";

type Props = { readonly declaration: Declaration; readonly valeur: unknown };

/** The value in a word, or folded when it is long. `breve`: in a word alone. */
export function ValeurDroit({ declaration, valeur, breve = false }: Props & { readonly breve?: boolean }) {
  const dit = sayValeur(declaration, valeur);
  if (breve || !["codes", "montants", "structure"].includes(declaration.forme)) return <b>{dit}</b>;
  return (
    <details>
      <summary>{dit}</summary>
      <Detail declaration={declaration} valeur={valeur} />
    </details>
  );
}

function Detail({ declaration, valeur }: Props) {
  if (declaration.forme === "codes" && Array.isArray(valeur)) return <p>{valeur.join(", ")}</p>;
  if (declaration.forme === "montants") return <Montants declaration={declaration} valeur={valeur} />;
  return <Structure valeur={valeur} />;
}

function Montants({ declaration, valeur }: Props) {
  const { lignes, colonnes } = declaration;
  const montants = valeur as Readonly<Partial<Record<string, readonly number[]>>>;
  const table = defineTable<string>({
    code: "montants",
    titre: "Montants",
    colonnes: [
      { code: "zone", titre: "Zone", valeur: (ligne) => labelOf(declaration, ligne) },
      ...colonnes.map((titre, rang) => ({
        code: `montant-${rang}`,
        titre,
        genre: "nombre" as const,
        valeur: (ligne: string) => montants[ligne]?.[rang] ?? "non connu",
      })),
    ],
  });
  return <Table table={table} lignes={lignes} cartes={false} lu />;
}

/** Names and values at every depth, as the set writes them. */
function Structure({ valeur }: { valeur: unknown }) {
  if (Array.isArray(valeur)) {
    return (
      <ul>
        {valeur.map((one) => (
          <li>
            <Structure valeur={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof valeur === "object" && valeur !== null) {
    return (
      <ul>
        {Object.entries(valeur).map(([nom, one]) => (
          <li>
            {nom} : <Structure valeur={one} />
          </li>
        ))}
      </ul>
    );
  }
  return <>{valeur === null ? "aucun" : typeof valeur === "boolean" ? (valeur ? "oui" : "non") : String(valeur)}</>;
}
