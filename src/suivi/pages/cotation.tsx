import type { CotationLue } from "#dossier/lectures/cotation/lire-cotation.ts";

/** The three data the law asks for (CCH, art. L. 441-2-8): points, rank, mean wait. */
export function Cotation({ cotation }: { cotation: CotationLue | null }) {
  if (cotation === null) {
    return (
      <section>
        <h2>Mes points</h2>
        <p>Votre demande n’a pas de points pour le moment. Sa place et l’attente moyenne ne sont pas connues.</p>
      </section>
    );
  }
  const { phrasePoints, phrasePlace, phraseAttente, lignes, aDire, avertissement } = cotation;
  return (
    <section>
      <h2>Mes points</h2>
      <p>{phrasePoints}</p>
      <p>{phrasePlace}</p>
      <p>{phraseAttente}</p>
      <details>
        <summary>D’où viennent mes points ?</summary>
        <ul>
          {lignes.map(({ libelle, points }) => (
            <li>
              {libelle} : {points}
            </li>
          ))}
        </ul>
        {aDire.length === 0 ? null : (
          <>
            <p>Pour que les points soient sûrs :</p>
            <ul>
              {aDire.map((quoi) => (
                <li>{quoi}</li>
              ))}
            </ul>
          </>
        )}
      </details>
      <p class="aide">{avertissement}</p>
    </section>
  );
}
