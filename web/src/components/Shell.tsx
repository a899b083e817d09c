import { AppShell, Badge, Burger, Button, Group, Menu, NavLink, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconCalendar, IconChecklist, IconFilePlus, IconFolders, IconInbox, IconLogout, IconMail, IconMailOff, IconRoute, IconTemplate, IconUser, IconUserShare,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, type ComponentType } from "react";
import { api } from "../api/calls";
import type { Me } from "../api/contract";
import { MeContext, useSession } from "../api/me";
import { asProblem } from "../api/problem";
import { useSlow } from "../api/slow";
import { forgetAll } from "../forms/kept";
import { Announcer } from "./announce";
import { Failure } from "./Failure";
import { Loading } from "./Ready";
import { useNews } from "./useNews";

type Item = { to: string; label: string; icon: ComponentType<{ size?: number }>; count?: number; show?: boolean };

/** Shell is the frame of every page for those signed in; others are sent to sign in and come back. */
export function Shell() {
  const session = useSession();
  if (session.data) return <Frame me={session.data} failed={session.error} />;
  if (session.isPending) return <Loading />;
  if (asProblem(session.error).status === 401) return <ToSignIn />;
  return <Failure thrown={session.error} retry={() => session.refetch()} />;
}

/** Leaves once: while the next page loads, this one is still drawn and must not send the reader off again. */
function ToSignIn() {
  const go = useNavigate();
  const left = useRef(false);
  useEffect(() => {
    if (left.current) return;
    left.current = true;
    void go({ to: "/dang-nhap", search: { ve: window.location.pathname + window.location.search }, replace: true });
  }, [go]);
  return <Loading />;
}

function Frame({ me, failed }: { me: Me; failed: unknown }) {
  useNews();
  const [open, menu] = useDisclosure();
  const path = useRouterState({ select: (s) => s.location.pathname });
  useEffect(() => menu.close(), [path, menu]);
  return (
    <MeContext value={me}>
      <a className="skip" href="#noi-dung">Đến nội dung chính</a>
      <AppShell header={{ height: 52 }} navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !open } }} padding="md">
        <AppShell.Header className="no-print">
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger opened={open} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={open ? "Đóng danh mục" : "Mở danh mục"} />
              <Link to="/viec" className="brand"><img src="/favicon.svg" alt="" width={26} height={26} /> Đơn thư</Link>
            </Group>
            <Account me={me} />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" className="no-print" aria-label="Danh mục chính">
          <Items me={me} path={path} />
        </AppShell.Navbar>
        <AppShell.Main id="noi-dung" tabIndex={-1}>
          {failed !== null && asProblem(failed).status === 401 && <Expired thrown={failed} />}
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <Slow />
      <Announcer />
    </MeContext>
  );
}

function Items({ me, path }: { me: Me; path: string }) {
  return menuOf(me).filter((i) => i.show !== false).map((i) => (
    <NavLink
      key={i.to} component={Link} to={i.to} label={i.label} leftSection={<i.icon size={18} aria-hidden />}
      active={path === i.to || path.startsWith(i.to + "/") || (i.to === "/quy-trinh" && path.startsWith("/ban-thao"))}
      rightSection={i.count ? <Badge size="sm" circle={i.count < 10}>{i.count}<span className="hidden-text"> chưa đọc</span></Badge> : undefined}
    />
  ));
}

type Icon = ComponentType<{ size?: number }>;

function menuOf(me: Me): Item[] {
  return [
    { to: "/viec", label: "Việc cần làm", icon: IconChecklist as Icon },
    { to: "/ho-so", label: "Hồ sơ", icon: IconFolders as Icon },
    { to: "/tiep-nhan", label: "Tiếp nhận đơn", icon: IconFilePlus as Icon, show: me.can.intake },
    { to: "/hop-thu", label: "Hộp thư", icon: IconInbox as Icon, count: me.unread },
    { to: "/thu-da-gui", label: "Thư đã gửi", icon: IconMail as Icon, show: me.can.demoMail },
    { to: "/quy-trinh", label: "Quy trình", icon: IconRoute as Icon },
    { to: "/lich", label: "Lịch làm việc", icon: IconCalendar as Icon },
    { to: "/mau-thu", label: "Mẫu thư", icon: IconTemplate as Icon, show: me.can.administer },
    { to: "/thu-loi", label: "Thư không gửi được", icon: IconMailOff as Icon, show: me.can.administer },
    { to: "/vang-mat", label: "Vắng mặt, uỷ quyền", icon: IconUserShare as Icon },
    { to: "/tai-khoan", label: "Tài khoản", icon: IconUser as Icon },
  ];
}

function Account({ me }: { me: Me }) {
  const queries = useQueryClient();
  const go = useNavigate();
  const leave = async () => {
    await api.signOut().catch(() => undefined);
    forgetAll();
    await go({ to: "/dang-nhap", search: {} });
    queries.clear();
  };
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="subtle" color="dark" size="sm" leftSection={<IconUser size={18} aria-hidden />} className="account">
          <span className="clip">{me.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.roles.map((r) => (
          <Menu.Label key={r.role + r.unit.id + (r.for ?? "")}>
            <Text size="xs" c="dark">{r.for ? `${r.title} (thay ${r.for})` : r.title}</Text>
            <Text size="xs">{r.unit.name}</Text>
          </Menu.Label>
        ))}
        <Menu.Item component={Link} to="/tai-khoan" leftSection={<IconUser size={16} aria-hidden />}>Tài khoản</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>Đăng xuất</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Slow() {
  const slow = useSlow();
  return <div role="status" className="slow no-print">{slow && "Máy chủ trả lời chậm, xin đừng đóng trang"}</div>;
}

/** The page stays as it is: what was being written must not be lost with the session. */
function Expired({ thrown }: { thrown: unknown }) {
  const sentence = "Hãy mở trang đăng nhập ở thẻ khác rồi quay lại đây; nội dung đang nhập vẫn còn.";
  return <Failure thrown={thrown} errors={[{ field: "", code: "", sentence }]} />;
}
