import type { Cadre } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, renderPageFormulaire, TexteLong, valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { PlanLu, Ppgdid } from "../../lectures/ppgdid/ppgdid.ts";
import type { RubriquePpgdid } from "../../regles/ppgdid/contenu.ts";
import { cheminPlan } from "./ppgdid-page.tsx";

export type RubriquePageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly ppgdid: Ppgdid;
  readonly plan: PlanLu;
  readonly rubrique: RubriquePpgdid;
  readonly limite: number;
};

export function renderRubriquePage(props: RubriquePageProps): string {
  const { cadre, ppgdid, plan, rubrique, saisie, refus, limite } = props;
  return renderPageFormulaire({
    cadre,
    epci: ppgdid.epci,
    saisie,
    refus,
    titre: `${rubrique.numero}° ${rubrique.titre}`,
    sous: <p class="chapo">Rubrique de « {plan.titre} ». Aucun nom de personne.</p>,
    chemin: cheminPlan(plan.numero, `/rubriques/${rubrique.numero}`),
    retour: { chemin: cheminPlan(plan.numero), libelle: plan.titre },
    bouton: "Enregistrer la rubrique",
    children: (
      <>
        <TexteLong etat={props} nom="texte" libelle="Ce que dit le plan" lignes={12} limite={limite} />
        {rubrique.facultative ? (
          <label class="case">
            <input type="checkbox" name="non_decidee" value="oui" checked={valeurDe(saisie, "non_decidee") === "oui"} />
            Le plan dit que rien n’est décidé sur ce point
          </label>
        ) : null}
      </>
    ),
  });
}
