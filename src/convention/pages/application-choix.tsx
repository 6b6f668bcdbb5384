import type { VersionLue } from "#engagements/lectures/convention/convention.ts";
import { APPLICATIONS, type Application } from "#engagements/regles/convention/application-avenant.ts";
import { hrefVersion } from "./version-formulaires.tsx";

const EXPLICATION: Readonly<Record<Application, string>> = {
  "annee-entiere": "À toute l’année : ses objectifs valent depuis le 1er janvier",
  "a-compter":
    "À compter de sa date : les baux signés avant sont jugés d’après la version précédente, les autres d’après l’avenant",
  prorata: "Au prorata des jours : un seul objectif pour l’année, chaque version comptant pour ses jours",
};

/** No option is checked at first: the parties agreed which leases are judged again, Blaise does not choose. */
export function ChoixApplication({ choisie }: { choisie: string }) {
  return (
    <fieldset>
      <legend>Comment s’applique-t-il à l’année de sa prise d’effet ?</legend>
      {APPLICATIONS.map((application) => (
        <label class="case">
          <input type="radio" name="application" value={application} checked={choisie === application} required />
          {EXPLICATION[application]}
        </label>
      ))}
      <p class="aide">Ce que l’avenant écrit. S’il prend effet un 1er janvier, les trois disent la même chose.</p>
    </fieldset>
  );
}

/** Form of a draft of an avenant, which may change until it takes effect. */
export function FormulaireApplication({ epci, lue }: { epci: string; lue: VersionLue }) {
  return (
    <form method="post" action={hrefVersion(epci, lue.numero, "/application")} id="application">
      <ChoixApplication choisie={lue.application ?? ""} />
      <button class="bouton second" type="submit">
        Enregistrer ce choix
      </button>
    </form>
  );
}
