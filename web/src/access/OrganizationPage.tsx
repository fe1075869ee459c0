export function OrganizationPage() {
  return <p>OrganizationPage</p>;
}
