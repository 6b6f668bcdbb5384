import type { CotationLue } from "../../lectures/cotation/lire-cotation.ts";
import { LIBELLE_PREUVE } from "../../regles/cotation/grille.ts";

/** The three data of a score that the law asks for, on a household's page and on its file at the desk; null: no score. */
export function SectionCotation({ lue, href }: { readonly lue: CotationLue | null; readonly href: string }) {
  return (
    <section aria-labelledby="cotation">
      <h2 id="cotation">Points de la demande</h2>
      {lue === null ? (
        <p>Aucun point n’est calculé pour cette demande.</p>
      ) : (
        <>
          <p>
            <b>{lue.phrasePoints}</b>
          </p>
          <p>{lue.phrasePlace}</p>
          <p>{lue.phraseAttente}</p>
          {lue.lignes.length > 0 ? <Lignes lue={lue} /> : null}
          <ADire phrases={lue.aDire} />
          <p>{lue.avertissement}</p>
        </>
      )}
      <p>
        <a class="lien-seul" href={href}>
          Comment les points sont donnés
        </a>
      </p>
    </section>
  );
}

function Lignes({ lue }: { readonly lue: CotationLue }) {
  return (
    <details>
      <summary>D’où viennent ces points</summary>
      <ul class="texte">
        {lue.lignes.map(({ libelle, points, lu, preuve }) => (
          <li>
            {libelle} : {points}
            {preuve === "justifie" ? ` (${LIBELLE_PREUVE.justifie.toLowerCase()})` : ""}
            {lu.length > 0 ? (
              <>
                <br />
                <small>{lu.join(" ; ")}</small>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ADire({ phrases }: { readonly phrases: readonly string[] }) {
  if (phrases.length === 0) return null;
  return (
    <>
      <p>Ces réponses peuvent changer vos points :</p>
      <ul class="texte">
        {phrases.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </>
  );
}
