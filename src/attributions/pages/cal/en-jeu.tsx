import type { FicheResidence } from "#observatoire/lectures/desequilibre/fiche.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message } from "#socle/pages/design/parts.tsx";
import type { LogementSeance, SeanceCal } from "../../actes/cal/ports.ts";
import { cheminLogement } from "./chemins.ts";
import { Enjeu } from "./enjeu.tsx";

export type EnJeuProps = {
  readonly epci: string;
  readonly seance: SeanceCal;
  readonly logement: LogementSeance;
  /** What the observatory says of its résidence, recent entrants apart; null: it is not in the published stock. */
  readonly residence: FicheResidence | null;
  /** `observer`: may read the observatory. */
  readonly peut: { readonly observer: boolean };
};

/** Said beside the candidates too: nobody decides without it. */
export const AVERTISSEMENT_MIXITE =
  "Résidence à enjeu prioritaire de mixité sociale (convention, CCH, art. L. 441-1-6)\u00A0: les attributions ne doivent pas aggraver sa fragilité. C’est un avertissement, non un refus.";

/** Sentences shown of each answer; the résidence's own page has the others. */
const PHRASES_MAX = 2;

/** What a lease on this dwelling changes, and where it is. */
export function EnJeu({ epci: ici, seance, logement, residence, peut }: EnJeuProps) {
  const { epci, bien } = logement;
  return (
    <>
      <p class="ecran">
        <a href={hrefTerritoire(ici, cheminLogement(seance.id, logement.liberation))}>Revenir aux candidats</a>
      </p>
      <Enjeu enjeu={bien.enjeu} />
      <section class="carte-fiche">
        <h2>La résidence</h2>
        {bien.enjeuMixite === true ? (
          <Message ton="alerte">
            <p>{AVERTISSEMENT_MIXITE}</p>
          </Message>
        ) : null}
        {residence === null ? (
          <p>Le logement n’est pas dans le parc publié : l’observatoire ne dit rien de sa résidence.</p>
        ) : (
          <>
            <p>{residence.titre}</p>
            {residence.reponses.map(({ question, phrases }) => (
              <p>
                <b>{question}</b> {phrases.slice(0, PHRASES_MAX).join(" ")}
              </p>
            ))}
            <p class="aide">{residence.methodeBreve.slice(0, 1).join(" ")}</p>
          </>
        )}
        {peut.observer ? (
          <p class="ecran">
            {bien.residence === null ? null : (
              <a
                class="cible"
                href={hrefTerritoire(epci, `observatoire/residences/${encodeURIComponent(bien.residence)}`)}
              >
                Fiche de la résidence
              </a>
            )}{" "}
            <a class="cible" href={hrefTerritoire(epci, "observatoire/carte")}>
              Carte de l’observatoire
            </a>
          </p>
        ) : null}
      </section>
    </>
  );
}
