/** Whether a request of that content type is a form without files: small, and read whole before any route. */
export function isFormulaire(type: string | undefined): boolean {
  return (type ?? "").startsWith("application/x-www-form-urlencoded");
}
