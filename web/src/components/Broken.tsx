import { Anchor, Container, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Failure } from "./Failure";
import { PageTitle } from "./PageTitle";

/** Broken stands in for a page that failed while it was drawn. */
export function Broken({ error, reset }: { error: unknown; reset?: () => void }) {
  return (
    <Container py="xl">
      <Failure thrown={error} retry={reset} />
    </Container>
  );
}

export function Missing() {
  return (
    <Container py="xl" component="main">
      <PageTitle>Không có trang này</PageTitle>
      <Text mt="md">Địa chỉ có thể đã gõ sai. <Anchor component={Link} to="/viec">Về việc cần làm</Anchor></Text>
    </Container>
  );
}
