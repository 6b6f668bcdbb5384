import type { Child } from "hono/jsx";
import { Message } from "#socle/pages/design/parts.tsx";

type ChampProps = {
  readonly id: string;
  readonly libelle: string;
  readonly type?: "text" | "email" | "password";
  readonly valeur?: string;
  readonly aide?: Child;
  /** `autocomplete`, for password managers. */
  readonly remplissage: string;
  readonly longueurMin?: number;
  readonly longueurMax?: number;
};

/** A labelled, required field; pasting and password managers are allowed. */
export function Champ({
  id,
  libelle,
  type = "text",
  valeur = "",
  aide,
  remplissage,
  longueurMin,
  longueurMax,
}: ChampProps) {
  return (
    <p>
      <label for={id}>
        {libelle}
        {aide ? <span class="aide">{aide}</span> : null}
      </label>
      <input
        id={id}
        name={id}
        type={type}
        value={type === "password" ? undefined : valeur}
        autocomplete={remplissage}
        minlength={longueurMin}
        maxlength={longueurMax}
        size={36}
        required
      />
    </p>
  );
}

export function Erreur({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <Message ton="erreur" role="alert">
      <p>{message}</p>
    </Message>
  );
}
