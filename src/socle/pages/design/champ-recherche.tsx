import { hrefTerritoire } from "./cadre.ts";

/** Longest text that is sent; the server reads no more. */
export const RECHERCHE_MAX = 200;

/** Page of the keys that the product answers to. */
const RACCOURCIS = "/raccourcis";

type ChampRechercheProps = {
  readonly epci: string;
  /** Of the field; another than the header's where a page has its own. */
  readonly id?: string;
  readonly valeur?: string;
};

/**
 * The field that finds anything in the territory: a form that leads to the page of the results. With the island « recherche », what is typed is
 * answered under it, `/` and Ctrl-K reach it and `?` lists the shortcuts.
 */
export function ChampRecherche({ epci, id = "recherche", valeur = "" }: ChampRechercheProps) {
  return (
    <blaise-recherche class="recherche" data-aide={RACCOURCIS}>
      <search>
        <form method="get" action={hrefTerritoire(epci, "recherche")}>
          <label class="lu" for={id}>
            Chercher dans le territoire
          </label>
          <input
            id={id}
            name="q"
            type="search"
            value={valeur}
            maxlength={RECHERCHE_MAX}
            autocomplete="off"
            spellcheck={false}
            placeholder="Résidence, dossier, page, acte…"
          />
          <button class="bouton second" type="submit">
            Chercher
          </button>
        </form>
      </search>
      <p class="lu" role="status" />
      <div class="palette" hidden />
    </blaise-recherche>
  );
}
