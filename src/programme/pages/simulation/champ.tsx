import type { ChampRempli } from "../../lectures/simulation/formulaire.ts";

/** Number input with its help and its error. A text input, since « 12,5 » is French and the input is kept as typed. */
export function Champ({ champ }: { champ: ChampRempli }) {
  const { nom, libelle, aide, valeur, erreur, facultatif, genre } = champ;
  const described = [...(aide ? [`aide.${nom}`] : []), ...(erreur ? [`erreur.${nom}`] : [])].join(" ");
  return (
    <p>
      <label for={nom}>
        {libelle}
        {facultatif ? " (facultatif)" : ""}
      </label>
      {erreur ? (
        <span class="erreur-champ" id={`erreur.${nom}`}>
          {erreur}
        </span>
      ) : null}
      <input
        id={nom}
        name={nom}
        value={valeur}
        inputmode={genre === "entier" || genre === "annee" ? "numeric" : "decimal"}
        size={genre === "entier" ? 10 : 6}
        autocomplete="off"
        aria-invalid={erreur ? "true" : undefined}
        aria-describedby={described === "" ? undefined : described}
      />
      {aide ? (
        <span class="aide" id={`aide.${nom}`}>
          {aide}
        </span>
      ) : null}
    </p>
  );
}
