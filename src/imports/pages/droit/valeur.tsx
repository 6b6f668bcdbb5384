import { labelOf, sayValeur } from "#droit/regles/dire-valeur.ts";
import type { Declaration } from "#droit/regles/enregistrement.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";

type Props = { readonly declaration: Declaration; readonly valeur: unknown };

/** The value in a word; what is longer opens under it. */
export function ValeurDroit({ declaration, valeur }: Props) {
  const dit = sayValeur(declaration, valeur);
  if (!["codes", "montants", "structure"].includes(declaration.forme)) return <b>{dit}</b>;
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
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Zone</th>
          {colonnes.map((colonne) => (
            <th scope="col" class="n">
              {colonne}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lignes.map((ligne) => (
          <tr>
            <th scope="row">{labelOf(declaration, ligne)}</th>
            {colonnes.map((_, rang) => {
              const montant = montants[ligne]?.[rang];
              return <td class="n">{montant === undefined ? "non connu" : formatNombre(montant)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names and values, at every depth, as the set writes them. */
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
