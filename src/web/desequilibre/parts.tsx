import type { OptionFiltre } from "#application/desequilibre/vue.ts";
import { hrefTerritoire } from "../design/cadre.ts";

export const CHEMIN_DESEQUILIBRES = "observatoire/desequilibres";

type ChoisirProps = {
  readonly nom: string;
  readonly libelle: string;
  /** First option, that filters nothing; absent where one must be chosen. */
  readonly tous?: string;
  readonly options: readonly OptionFiltre[];
  readonly valeur: string | null;
};

export function Choisir({ nom, libelle, tous, options, valeur }: ChoisirProps) {
  return (
    <div>
      <label for={nom}>{libelle}</label>
      <select id={nom} name={nom}>
        {tous === undefined ? null : <option value="">{tous}</option>}
        {options.map((option) => (
          <option value={option.code} selected={option.code === valeur}>
            {option.libelle}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The three pages of the context. */
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
