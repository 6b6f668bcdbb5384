import type { Child } from "hono/jsx";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Loyers } from "../../lectures/loyer/compute-loyers.ts";
import type { FormProps } from "./filtres.tsx";

const CHAMPS = {
  annee: null,
  ressources: null,
  charges: null,
  effort: null,
  pieces: null,
  mobilite: null,
  revision: null,
  seuil: null,
  menage: null,
};

export function TableHypotheses({ action, loyers, parametres }: FormProps) {
  const { question, choix, hypotheses } = loyers;
  return (
    <>
      <BarreFiltres
        action={action}
        titre="Changer les hypothèses"
        garde={{ ...parametres, ...CHAMPS }}
        bouton="Recalculer"
      >
        <Choisir
          nom="annee"
          libelle="Seuil de l’année"
          tous="Celle du parc"
          options={optionsDe(choix.annees)}
          valeur={question.annee === null ? null : String(question.annee)}
        />
        <Nombre nom="ressources" libelle="Ou ressources (€/an/UC)" valeur={question.ressources} bornes={[0, 100_000]} />
        <Nombre nom="charges" libelle="Charges (€/m²/mois)" valeur={question.charges} bornes={[0, 10]} pas="0.01" />
        <Nombre nom="effort" libelle="Taux d’effort (%)" valeur={question.effort} bornes={[1, 100]} />
        <Nombre nom="pieces" libelle="Pièces en plus" valeur={question.pieces} bornes={[0, 5]} />
        <Nombre nom="mobilite" libelle="Mobilité (%)" valeur={question.mobilite} bornes={[0, 100]} pas="0.1" />
        <Nombre
          nom="revision"
          libelle="Révision des loyers (%)"
          valeur={question.revision}
          bornes={[-50, 50]}
          pas="0.1"
        />
        <Nombre nom="seuil" libelle="Loyers visés (€/m² et plus)" valeur={question.seuil} bornes={[0, 50]} pas="0.01" />
        <Choisir
          nom="menage"
          libelle="Ménage détaillé"
          options={choix.menages}
          valeur={hypotheses?.menage ?? question.menage}
        />
      </BarreFiltres>
      <p class="aide">Un champ vide garde la valeur du tableau.</p>
      {hypotheses ? (
        <Retenues liste={hypotheses.liste} />
      ) : (
        <Message ton="alerte" titre="Aucune ressource n’est connue">
          <p>
            Aucun seuil du premier quartile n’est publié pour cette année. Déposez le fichier des seuils, choisissez une
            autre année, ou écrivez des ressources par unité de consommation.
          </p>
        </Message>
      )}
    </>
  );
}

/** Folded: the figure below is read first; what is not sure of them is said before they are unfolded. */
function Retenues({ liste }: Pick<NonNullable<Loyers["hypotheses"]>, "liste">) {
  const incertaines = liste.filter(({ confiance }) => confiance === "B").length;
  return (
    <details class="pli">
      <summary>
        Hypothèses retenues {incertaines > 0 ? <Tag ton="alerte">{incertaines} à confirmer</Tag> : null}
      </summary>
      <Table table={RETENUES} lignes={liste} nom="Tableau : hypothèses retenues" />
    </details>
  );
}

type NombreProps = {
  readonly nom: string;
  readonly libelle: string;
  readonly valeur: number | null;
  readonly bornes: readonly [min: number, max: number];
  readonly pas?: string;
};

function Nombre({ nom, libelle, valeur, bornes: [min, max], pas = "1" }: NombreProps) {
  return (
    <div>
      <label for={nom}>{libelle}</label>
      <input
        id={nom}
        name={nom}
        type="number"
        inputmode="decimal"
        min={String(min)}
        max={String(max)}
        step={pas}
        value={valeur === null ? "" : String(valeur)}
      />
    </div>
  );
}

type Hypothese = NonNullable<Loyers["hypotheses"]>["liste"][number];

const RETENUES = defineTable<Hypothese, Child>({
  code: "hypotheses",
  titre: "Hypothèses retenues",
  colonnes: [
    { code: "hypothese", titre: "Hypothèse", valeur: ({ nom }) => nom },
    { code: "valeur", titre: "Valeur", valeur: ({ valeur }) => valeur },
    {
      code: "source",
      titre: "Source",
      valeur: ({ source }) => source,
      rendu: ({ source, confiance }) => (
        <span>
          {source} {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
        </span>
      ),
    },
  ],
});
