import { hrefTerritoire } from "#socle/pages/design/cadre.ts";

export const CHEMIN_DESEQUILIBRES = "observatoire/desequilibres";

export function LiensDesequilibres({ epci, page }: { epci: string; page: "lecture" | "methode" | "listes" }) {
  const pages = [
    ["lecture", CHEMIN_DESEQUILIBRES, "Lecture"],
    ["methode", `${CHEMIN_DESEQUILIBRES}/methode`, "Méthode et résidences exclues"],
    ["listes", `${CHEMIN_DESEQUILIBRES}/listes`, "Liste annexée à la convention"],
  ] as const;
  return (
    <nav aria-label="Déséquilibres">
      <ul class="liens">
        {pages.map(([code, chemin, libelle]) => (
          <li>
            <a href={hrefTerritoire(epci, chemin)} aria-current={code === page ? "page" : undefined}>
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
