import { type Child, useContext } from "hono/jsx";
import { Icone } from "./icone.tsx";
import { RechercheContext } from "./table.tsx";

type Parametres = Readonly<Record<string, string | number | null | undefined>>;

type BarreFiltresProps = {
  readonly action: string;
  /** Name of the bar, for screen readers. */
  readonly titre: string;
  /** Parameters of the URL that no field of the bar changes: they are kept. */
  readonly garde?: Parametres;
  readonly bouton?: string;
  /** Beside the button: links that remove a filter. */
  readonly apres?: Child;
  readonly children?: Child;
};

/** Filters of a page: parameters of its URL, which is the saved view. The order of its list stays. They are not printed. */
export function BarreFiltres({ action, titre, garde = {}, bouton = "Afficher", apres, children }: BarreFiltresProps) {
  const ordre = new URLSearchParams(useContext(RechercheContext) ?? "").get("ordre");
  return (
    <form class="filtres" method="get" action={action} aria-label={titre}>
      {Object.entries({ ordre, ...garde }).map(([nom, valeur]) =>
        valeur === null || valeur === undefined || valeur === "" ? null : (
          <input type="hidden" name={nom} value={String(valeur)} />
        ),
      )}
      {children}
      <button class="bouton second" type="submit">
        {bouton}
      </button>
      {apres}
    </form>
  );
}

type Code = string | number;

type OptionFiltre = { readonly code: Code } & ({ readonly nom: string } | { readonly libelle: string });

type ChoisirProps = {
  readonly nom: string;
  readonly libelle: string;
  /** Label of the empty choice; absent: a choice is always made. */
  readonly tous?: string;
  readonly options: readonly OptionFiltre[];
  readonly valeur: Code | null | undefined;
};

export function Choisir({ nom, libelle, tous, options, valeur }: ChoisirProps) {
  const choisi = options.find(({ code }) => String(code) === String(valeur));
  return (
    <Puce nom={nom} libelle={libelle} active={tous !== undefined && choisi !== undefined}>
      <select id={nom} name={nom}>
        {tous === undefined ? null : <option value="">{tous}</option>}
        {options.map((option) => (
          <option value={String(option.code)} selected={String(option.code) === String(valeur)}>
            {"nom" in option ? option.nom : option.libelle}
          </option>
        ))}
      </select>
    </Puce>
  );
}

type PuceProps = Pick<ChoisirProps, "nom" | "libelle"> & { readonly active: boolean; readonly children: Child };

/** A filter, and the link that takes it away when it is active and nothing else of the address depends on it. */
export function Puce({ nom, libelle, active, children }: PuceProps) {
  const recherche = useContext(RechercheContext);
  return (
    <div class={active ? "puce active" : "puce"}>
      <label for={nom}>{libelle}</label>
      {children}
      {active && recherche !== null ? (
        <a class="retirer" href={hrefWithout(recherche, nom)} aria-label={`Retirer le filtre ${libelle}`}>
          <Icone nom="fermer" />
        </a>
      ) : null}
    </div>
  );
}

/** Whatever was chosen below is still there; the sheet is not: the list is another. */
function hrefWithout(recherche: string, nom: string): string {
  const query = new URLSearchParams(recherche);
  query.delete(nom);
  query.delete("feuille");
  return `?${query}`;
}

/** For lists whose codes are their own words: years, days, editions. */
export function optionsDe(valeurs: readonly Code[]): readonly OptionFiltre[] {
  return valeurs.map((valeur) => ({ code: valeur, nom: String(valeur) }));
}

type SaisirProps = {
  readonly nom: string;
  readonly libelle: string;
  readonly valeur: string | null | undefined;
  readonly type?: "text" | "date" | "search" | "number";
  readonly taille?: number;
  /** Last ISO day accepted. */
  readonly max?: string;
};

export function Saisir({ nom, libelle, valeur, type = "text", taille, max }: SaisirProps) {
  return (
    <Puce nom={nom} libelle={libelle} active={(valeur ?? "") !== ""}>
      <input id={nom} name={nom} type={type} value={valeur ?? ""} size={taille} max={max} autocomplete="off" />
    </Puce>
  );
}
