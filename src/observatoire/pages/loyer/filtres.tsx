import { Choisir } from "#socle/pages/design/filtres.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import type { Loyers } from "../../lectures/loyer/compute-loyers.ts";
import { MAILLES_LOYER } from "../../lectures/loyer/ports.ts";

export type Parametres = Readonly<Record<string, string | number | null | undefined>>;

type FormProps = { readonly action: string; readonly loyers: Loyers; readonly parametres: Parametres };

const FILTRES = ["millesime", "maille", "secteur", "commune", "bailleur"] as const;

/** Filters are GET parameters: the address is the saved view. The hypotheses of the other form go with it. */
export function FiltresLoyers({ action, loyers, parametres }: FormProps) {
  const { question, choix, millesimes } = loyers;
  const named = (values: readonly string[]) => values.map((code) => ({ code, nom: code }));
  return (
    <form class="ligne" method="get" action={action} aria-label="Choisir les loyers">
      <Caches parametres={parametres} sauf={FILTRES} />
      <Choisir nom="millesime" libelle="Parc au 1er janvier" options={named(millesimes)} valeur={question.millesime} />
      <Choisir
        nom="maille"
        libelle="Une ligne par"
        options={MAILLES_LOYER.filter(
          (code) => code !== "zone-locale" || choix.zonesLocales || question.maille === code,
        ).map((code) => ({ code, nom: LIBELLE_MAILLE[code] }))}
        valeur={question.maille}
      />
      <Choisir nom="secteur" libelle="Secteur" tous="Tous" options={named(choix.secteurs)} valeur={question.secteur} />
      <Choisir nom="commune" libelle="Commune" tous="Toutes" options={choix.communes} valeur={question.commune} />
      <Choisir nom="bailleur" libelle="Bailleur" tous="Tous" options={choix.bailleurs} valeur={question.bailleur} />
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
  );
}

/** What the other forms of the page wrote stays in the address. */
export function Caches({ parametres, sauf }: { parametres: Parametres; sauf: readonly string[] }) {
  return (
    <>
      {Object.entries(parametres).map(([nom, valeur]) =>
        sauf.includes(nom) || valeur === null || valeur === undefined || valeur === "" ? null : (
          <input type="hidden" name={nom} value={String(valeur)} />
        ),
      )}
    </>
  );
}
