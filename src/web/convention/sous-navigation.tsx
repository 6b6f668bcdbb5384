import { type Cadre, hrefTerritoire, LIBELLE_PAGE_CONVENTION, type PageConvention } from "../design/cadre.ts";

/** The pages of the part « Convention » that this person may open. */
export function SousNavigation({ cadre, page }: { cadre: Cadre; page: PageConvention }) {
  const { territoire, pagesConvention } = cadre;
  if (!territoire || pagesConvention.length < 2) return null;
  return (
    <nav class="secondaire" aria-label="Convention">
      <ul>
        {pagesConvention.map((code) => (
          <li>
            <a href={hrefTerritoire(territoire.epci, code)} aria-current={code === page ? "page" : undefined}>
              {LIBELLE_PAGE_CONVENTION[code]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
