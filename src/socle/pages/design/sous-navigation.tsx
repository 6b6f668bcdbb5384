import { type Cadre, hrefTerritoire, LIBELLE_RUBRIQUE, LIBELLE_SOUS_PAGE, SOUS_PAGES, type SousPage } from "./cadre.ts";

const PARTIES = [
  "convention",
  "observatoire",
  "demandes",
  "liberations",
  "relogement",
  "programme",
  "commission",
] as const satisfies readonly (keyof typeof SOUS_PAGES)[];

/** Pages of one part of the site that the reader may open. */
export function SousNavigation({ cadre, page }: { cadre: Cadre; page: SousPage }) {
  const { territoire } = cadre;
  const partie = PARTIES.find((code) => SOUS_PAGES[code].some((p) => p === page));
  if (!territoire || !partie) return null;
  const pages = SOUS_PAGES[partie].filter((code) => cadre.sousPages.includes(code));
  if (pages.length < 2) return null;
  return (
    <nav class="secondaire" aria-label={LIBELLE_RUBRIQUE[partie]}>
      <ul>
        {pages.map((code) => (
          <li>
            <a href={hrefTerritoire(territoire.epci, code)} aria-current={code === page ? "page" : undefined}>
              {LIBELLE_SOUS_PAGE[code]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
