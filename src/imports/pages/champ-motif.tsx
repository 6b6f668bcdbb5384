type ChampMotifProps = {
  readonly id?: string;
  readonly libelle: string;
  readonly exemple: string;
  readonly valeur: string | undefined;
};

/** Reason of a decision on the published files; the history shows it with its author. */
export function ChampMotif({ id = "motif", libelle, exemple, valeur }: ChampMotifProps) {
  return (
    <p>
      <label for={id}>
        {libelle}
        <span class="aide">Gardé avec votre nom : par exemple « {exemple} ».</span>
      </label>
      <input id={id} name="motif" required maxlength={300} size={40} autocomplete="off" value={valeur || undefined} />
    </p>
  );
}
