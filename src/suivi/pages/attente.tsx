import { raw } from "hono/html";
import type { AttenteDite } from "#dossier/lectures/cotation/lire-attente.ts";
import { renderAttenteLigne } from "../images/attente-ligne.ts";

const TITRE = "Combien de temps attendre ?";

/** A wait is told as where others stood, never as a promise. */
export function Attente({ epci, attente }: { epci: string; attente: AttenteDite | null }) {
  if (attente === null) return null;
  const { phrase, publique } = attente;
  return (
    <section aria-labelledby="attente">
      <h2 id="attente">{TITRE}</h2>
      <figure>{raw(renderAttenteLigne({ titre: TITRE, ...attente }))}</figure>
      <p>{phrase} Ceux qui attendent encore ne sont pas comptés : l’attente peut être plus longue.</p>
      <p>
        <a href={`/observatoire/${epci}/${publique.code}`}>{publique.titre}</a>
      </p>
    </section>
  );
}
