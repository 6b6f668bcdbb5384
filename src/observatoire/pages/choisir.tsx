/** Places and bailleurs have a name, the rest a label. */
type OptionChoix = { readonly code: string } & ({ readonly libelle: string } | { readonly nom: string });

type ChoisirProps = {
  /** Name of the GET parameter. */
  readonly nom: string;
  readonly libelle: string;
  /** The empty choice; absent: there is none. */
  readonly tous?: string;
  readonly options: readonly OptionChoix[];
  readonly valeur: string | null;
};

/** One filter of a page of the observatory: a list under its label. */
export function Choisir({ nom, libelle, tous, options, valeur }: ChoisirProps) {
  return (
    <div>
      <label for={nom}>{libelle}</label>
      <select id={nom} name={nom}>
        {tous === undefined ? null : <option value="">{tous}</option>}
        {options.map((option) => (
          <option value={option.code} selected={option.code === valeur}>
            {"nom" in option ? option.nom : option.libelle}
          </option>
        ))}
      </select>
    </div>
  );
}
