import { requeteOf } from "./adresse.ts";
import { type Cadre, hrefTerritoire } from "./cadre.ts";

/** More is no name, but a sentence. */
export const NOM_VUE_MAX = 40;

type Props = { readonly cadre: Cadre; readonly epci: string; readonly page: string };

/** The views that this person saved of the page, and what saves the one that is shown. Absent where there is nothing of either. */
export function MesVues({ cadre: { garde, recherche }, epci, page }: Props) {
  const vues = garde?.vues ?? [];
  const ici = requeteOf(recherche ?? "");
  const nommee = vues.find(({ requete }) => requete === ici);
  const neuve = garde !== null && ici !== "" && nommee === undefined;
  if (vues.length === 0 && !neuve) return null;
  return (
    <details class="exporter mes-vues">
      <summary>{sayVues(nommee?.nom, vues.length)}</summary>
      <div>
        {vues.length > 0 ? (
          <ul>
            {vues.map(({ nom, requete }) => (
              <li>
                <a
                  href={`${hrefTerritoire(epci, page)}?${requete}`}
                  aria-current={requete === ici ? "true" : undefined}
                >
                  {nom}
                </a>
              </li>
            ))}
            {ici === "" ? null : (
              <li>
                <a href={hrefTerritoire(epci, page)}>Page d’origine</a>
              </li>
            )}
          </ul>
        ) : null}
        {neuve ? <Enregistrer epci={epci} page={page} requete={ici} /> : null}
      </div>
    </details>
  );
}

function sayVues(nom: string | undefined, gardees: number): string {
  if (nom !== undefined) return `Vue : ${nom}`;
  return gardees === 0 ? "Garder cette vue" : `Mes vues (${gardees})`;
}

type EnregistrerProps = Pick<Props, "epci" | "page"> & { readonly requete: string };

function Enregistrer({ epci, page, requete }: EnregistrerProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, "reprendre/garder")}>
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="requete" value={requete} />
      <label for="nom-vue">Nom de cette vue</label>
      <input id="nom-vue" name="nom" type="text" maxlength={NOM_VUE_MAX} required autocomplete="off" />
      <button class="bouton second" type="submit">
        Enregistrer la vue
      </button>
    </form>
  );
}
